import { parseArgs } from 'node:util';

export const BROKEN = ['inbox', 'send-claim', 'sequence-gate'] as const;
export type Broken = (typeof BROKEN)[number];

export interface ChaosOptions {
  readonly seed: number;
  /** Start and drain included. */
  readonly minutes: number;
  /** Absent: what fits. */
  readonly faults: readonly string[] | undefined;
  readonly json: string | undefined;
  readonly replicas: number;
  /** A wall that is taken away; the run must then fail. */
  readonly broken: Broken | undefined;
  /** Where logs and the ledger stay; absent: nowhere. */
  readonly keep: string | undefined;
}

export const USAGE = `npm run chaos -- --seed N --minutes M [--faults F01,F13,...] [--json FILE] [--replicas N]
                 [--broken inbox|send-claim|sequence-gate] [--keep FOLDER]

Brings faults about on a distributed mesh of its own under half of its capacity, and compares what it shows in the end
with a ledger that is kept outside. Exit code 0 only when nothing is lost, doubled, out of order or left lying.`;

/** @throws Error that says which option is wrong; undefined when help was asked for */
export function readOptions(args: readonly string[]): ChaosOptions | undefined {
  const { values } = parseArgs({
    args: [...args],
    options: {
      seed: { type: 'string', default: '1' },
      minutes: { type: 'string', default: '4' },
      faults: { type: 'string' },
      json: { type: 'string' },
      replicas: { type: 'string', default: '1' },
      broken: { type: 'string' },
      keep: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return undefined;
  return {
    seed: wholeNumber('seed', values.seed, 0, 4_294_967_295),
    minutes: number('minutes', values.minutes, 0.5, 1_440),
    faults: values.faults?.split(',').map((id) => id.trim().toUpperCase()),
    json: values.json,
    replicas: wholeNumber('replicas', values.replicas, 1, 4),
    broken: brokenOf(values.broken),
    keep: values.keep,
  };
}

function number(name: string, text: string, least: number, most: number): number {
  const value = Number(text);
  if (!(value >= least && value <= most)) throw new Error(`--${name} is from ${least} to ${most}, not ${text}`);
  return value;
}

function wholeNumber(name: string, text: string, least: number, most: number): number {
  const value = number(name, text, least, most);
  if (!Number.isInteger(value)) throw new Error(`--${name} is a whole number, not ${text}`);
  return value;
}

function brokenOf(text: string | undefined): Broken | undefined {
  const broken = BROKEN.find((name) => name === text);
  if (text !== undefined && broken === undefined) throw new Error(`--broken is one of ${BROKEN.join(', ')}`);
  return broken;
}
