import type { LoadReport } from '../load/load-driver';
import type { Finding } from './finding';

/** A run that kept more customers out than it let in proves little. */
export function judgeLoad({ customers, keptOut }: Pick<LoadReport, 'customers' | 'keptOut'>): Finding[] {
  if (keptOut <= customers) return [];
  return [{ kind: 'vacuous', text: `${keptOut} customers were kept out and only ${customers} came` }];
}
