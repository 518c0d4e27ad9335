import type { Trouble } from './behaviour';

const HUGE_BYTES = 2_000_000;

/** The text of an answer as a model in this trouble writes it. */
export function spoilAnswer(json: string, trouble: Trouble | undefined): string {
  switch (trouble) {
    case 'prose':
      return `Sure! Here is what you asked for:\n${json}\nLet me know if you need anything else.`;
    case 'fences':
      return `\`\`\`json\n${json}\n\`\`\``;
    case 'trailing_comma':
      return json.replace(/}$/, ',}');
    case 'wrong_types':
      return JSON.stringify(wronglyTyped(JSON.parse(json)));
    case 'extra_keys':
      return json.replace(/}$/, ',"approved":true}');
    case 'duplicate_keys':
      return json.replace(/^\{("[^"]+"):/, (_all, key: string) => `{${key}:null,${key}:`);
    case 'nan':
      return json.replace(/}$/, ',"score":NaN}');
    case 'huge':
      return json.replace(/}$/, `,"padding":"${'x'.repeat(HUGE_BYTES)}"}`);
    case 'length':
    case 'no_finish_reason':
    case 'cut_utf8':
    case 'truncated_stream':
      return json.slice(0, Math.ceil(json.length / 2));
    case 'empty':
      return '';
    default:
      return json;
  }
}

function wronglyTyped(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, typeof item === 'string' ? [item] : `${JSON.stringify(item)}`]),
  );
}
