import { readFileSync } from 'node:fs';
import { parse } from 'yaml';

interface RuleFile {
  readonly groups: readonly {
    readonly rules: readonly { readonly alert: string; readonly expr: string; readonly for?: string }[];
  }[];
}

/** A rule of the kind `max by (service) (GAUGE) > NUMBER` that holds for some time. */
export interface GaugeAlert {
  readonly metric: string;
  readonly above: number;
  readonly forMs: number;
}

const EXPRESSION = /^max by \(service\) \((\w+)\) > ([\d.]+)$/;
const DURATION = /^(\d+)([sm])$/;

/** Reads one from the rules that are shipped. @throws Error when there is none of that name and kind */
export function readGaugeAlert(file: string, name: string): GaugeAlert {
  const { groups } = parse(readFileSync(file, 'utf8')) as RuleFile;
  const rule = groups.flatMap(({ rules }) => rules).find(({ alert }) => alert === name);
  const [, metric, above] = EXPRESSION.exec(rule?.expr.trim() ?? '') ?? [];
  const [, count, unit] = DURATION.exec(rule?.for ?? '') ?? [];
  if (metric === undefined || count === undefined) throw new Error(`${file} has no alert ${name} on a gauge`);
  return { metric, above: Number(above), forMs: Number(count) * (unit === 'm' ? 60_000 : 1_000) };
}

/** Evaluates the alert as Prometheus would: it fires when every look for long enough was above the limit. */
export class AlertWatch {
  private since: number | undefined;
  private fired: number | undefined;
  private highest = 0;

  constructor(private readonly alert: GaugeAlert) {}

  /** When it began to fire. */
  get firedAt(): number | undefined {
    return this.fired;
  }

  get most(): number {
    return this.highest;
  }

  look(value: number, now: number): void {
    this.highest = Math.max(this.highest, value);
    this.since = value > this.alert.above ? (this.since ?? now) : undefined;
    if (this.since !== undefined && now - this.since >= this.alert.forMs) this.fired ??= now;
  }
}
