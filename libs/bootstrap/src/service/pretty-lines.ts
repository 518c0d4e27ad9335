const HIDDEN = new Set(['level', 'service', 'ts', 'event', 'msg', 'stack']);

/** Turns the JSON lines of a logger into lines for people. */
export class PrettyLines {
  constructor(private readonly target: { write(line: string): void }) {}

  write(line: string): void {
    this.target.write(`${prettyLine(JSON.parse(line) as Record<string, unknown>)}\n`);
  }
}

const CONTROLS = /[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/u;

/** A text that a terminal would obey is shown as JSON. */
const shown = (value: unknown): string =>
  typeof value === 'string' && !CONTROLS.test(value) ? value : escaped(JSON.stringify(value));

const escaped = (json: string): string =>
  json.replace(new RegExp(CONTROLS, 'gu'), (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`);

/** The lines of a stack stand apart, so that none of them looks like a line of the log. */
const indented = (stack: string): string =>
  stack
    .split('\n')
    .map((line) => `    ${escaped(line)}`)
    .join('\n');

export function prettyLine(entry: Readonly<Record<string, unknown>>): string {
  const fields = Object.entries(entry)
    .filter(([name, value]) => !HIDDEN.has(name) && value !== undefined && value !== null)
    .map(([name, value]) => `${name}=${shown(value)}`);
  const { ts, level, service, event, stack } = entry;
  const time = String(ts).slice(11, 23);
  const head = `${time} ${String(level).toUpperCase().padEnd(5)} ${String(service).padEnd(10)} ${shown(event)}`;
  return [[head, ...fields].join(' '), ...(typeof stack === 'string' ? [indented(stack)] : [])].join('\n');
}
