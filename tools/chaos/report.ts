import type { ChaosResult } from './chaos-run';

/** The file that `--json` writes. */
export const jsonOf = ({ verdict, records, load }: ChaosResult) => ({
  verdict: verdict.verdict,
  accepted: verdict.accepted,
  ended: verdict.ended,
  lost: verdict.lost,
  duplicateEffects: verdict.duplicateEffects,
  orderViolations: verdict.orderViolations,
  nonTerminal: verdict.nonTerminal,
  faults: records.map(({ id, from, until }) => ({ id, at: iso(from), healed: iso(until) })),
  load,
});

const iso = (instant: number): string => new Date(instant).toISOString();

/** The table at the end of a run. */
export function tableOf({ verdict, records }: ChaosResult): string {
  const faults = records.map(({ id, from, until, ok, title }) => {
    const seconds = ((until - from) / 1_000).toFixed(1).padStart(7);
    return `  ${id.padEnd(5)} ${iso(from).slice(11, 19)} ${seconds} s  ${ok ? 'healed' : 'FAILED'}  ${title}`;
  });
  const counts = [
    ['accepted', verdict.accepted],
    ['ended', verdict.ended],
    ['lost', verdict.lost],
    ['duplicate effects', verdict.duplicateEffects],
    ['order violations', verdict.orderViolations],
    ['not terminal', verdict.nonTerminal],
    ['other findings', verdict.others],
  ].map(([name, count]) => `  ${String(name).padEnd(18)} ${count}`);
  const calm = `  calls outside the faults: ${verdict.calmCallsOk} of ${verdict.calmCalls} went well`;
  const examples = verdict.examples.map((text) => `  ! ${text}`);
  return ['', 'faults', ...faults, 'result', ...counts, calm, ...examples, `verdict: ${verdict.verdict}`].join('\n');
}
