import type { Finding } from './finding';

/** A run that kept more customers out than tickets were taken in proves little. */
export function judgeLoad({ accepted, keptOut }: { accepted: number; keptOut: number }): Finding[] {
  if (keptOut <= accepted) return [];
  return [{ kind: 'vacuous', text: `${keptOut} customers were kept out and only ${accepted} tickets taken in` }];
}
