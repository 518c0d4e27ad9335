/** What can be wrong at the end of a run; the first four are counted by name in the verdict. */
export type FindingKind = 'lost' | 'duplicate' | 'order' | 'nonTerminal' | 'decision' | 'audit' | 'promise' | 'vacuous';

export interface Finding {
  readonly kind: FindingKind;
  readonly text: string;
}

export const finding = (kind: FindingKind, text: string): Finding => ({ kind, text });
