import { found, triage, verdict } from './samples';
import { TicketRun } from './ticket-run';

export const run = () => new TicketRun();

/** Results that differ from those of a run in which everything goes well. */
export const classified = (changes: object = {}) => ({
  classify_ticket: { kind: 'classified' as const, triage: triage({ ...changes }) },
});
export const researched = (changes: Parameters<typeof found>[0] = {}) => ({
  find_evidence: { kind: 'evidence_found' as const, found: found(changes) },
});
export const reviewed = (...of: Parameters<typeof verdict>) => ({
  review_draft: { kind: 'reviewed' as const, verdict: verdict(...of) },
});

export const codes = (fact: Record<string, unknown>): string[] =>
  (fact['reasons'] as { code: string }[]).map(({ code }) => code);

export const awaitingApproval = () =>
  run()
    .start()
    .runUntil(null, classified({ category: 'refund' }));
