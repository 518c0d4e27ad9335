const HIDDEN = new Set(['level', 'service', 'ts', 'event', 'msg', 'stack']);

/** Turns the JSON lines of a logger into lines for people. */
export class PrettyLines {
  constructor(private readonly target: { write(line: string): void }) {}

  write(line: string): void {
    this.target.write(`${prettyLine(JSON.parse(line) as Record<string, unknown>)}\n`);
  }
}

export function prettyLine(entry: Readonly<Record<string, unknown>>): string {
  const fields = Object.entries(entry)
    .filter(([name, value]) => !HIDDEN.has(name) && value !== undefined && value !== null)
    .map(([name, value]) => `${name}=${typeof value === 'string' ? value : JSON.stringify(value)}`);
  const { ts, level, service, event, stack } = entry;
  const time = String(ts).slice(11, 23);
  const head = `${time} ${String(level).toUpperCase().padEnd(5)} ${String(service).padEnd(10)} ${String(event)}`;
  return [[head, ...fields].join(' '), ...(typeof stack === 'string' ? [stack] : [])].join('\n');
}
