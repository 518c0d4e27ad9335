/** A finding about a text: the value, how sure it is (0 to 1), and why, as codes of a closed list (never the customer's words). */
export interface Signal<Value, Reason extends string> {
  readonly value: Value;
  readonly confidence: number;
  readonly reasons: readonly Reason[];
}

export interface WeighedPattern<Reason extends string> {
  readonly reason: Reason;
  readonly weight: number;
  readonly pattern: RegExp;
}

/** Evidence adds up as independent chances do: 1 - product of (1 - weight); each reason counts once. */
export function weigh<Reason extends string>(
  text: string,
  patterns: readonly WeighedPattern<Reason>[],
): { readonly score: number; readonly reasons: Reason[] } {
  const best = new Map<Reason, number>();
  for (const { reason, weight, pattern } of patterns) {
    if (weight > (best.get(reason) ?? 0) && pattern.test(text)) best.set(reason, weight);
  }
  const missed = [...best.values()].reduce((chance, weight) => chance * (1 - weight), 1);
  return { score: 1 - missed, reasons: [...best.keys()] };
}

/** A yes/no finding: yes from `threshold` on; the confidence is that of the answer given. */
export function decide<Reason extends string>(
  found: { readonly score: number; readonly reasons: readonly Reason[] },
  threshold = 0.5,
): Signal<boolean, Reason> {
  const value = found.score >= threshold;
  return { value, confidence: round(value ? found.score : 1 - found.score), reasons: value ? found.reasons : [] };
}

export function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}
