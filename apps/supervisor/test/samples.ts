import type {
  Conversation,
  Draft,
  Evidence,
  EvidenceFound,
  Policy,
  StepResult,
  TriageResult,
  TurnInput,
  Verdict,
  WorkDone,
} from '@mesh/contracts';
import { derivedId } from '@mesh/kernel';

/** Stands in every text that a customer or an agent writes; it must never leave the texts. */
export const CANARY = 'ZEBRA-4711';
export const AT = '2026-03-01T09:00:00.000Z';
export const ticketIdOf = (n: number): string => derivedId('test-ticket', n);
export const TICKET = ticketIdOf(1);
export const PERSON = { kind: 'person' as const, id: 'anna' };

export const conversation = (messages = 1): Conversation => ({
  subject: `Export ${CANARY}`,
  channel: 'email',
  customer: { id: `c-${CANARY}`, name: `Zoe ${CANARY}` },
  messages: Array.from({ length: messages }, (_, index) => ({
    messageId: derivedId('test-message', index),
    author: 'customer' as const,
    body: `How do I export my invoices? ${CANARY} ${index}`,
    at: AT,
  })),
  omitted: 0,
});

export const policy = (changes: Partial<Policy> = {}): Policy => ({
  version: 3,
  categories: {
    how_to: { autonomy: 'auto', requiresApproval: false, queue: 'general' },
    refund: { autonomy: 'auto', requiresApproval: true, queue: 'money' },
    problem: { autonomy: 'suggest', requiresApproval: false },
    complaint: { autonomy: 'off', requiresApproval: false },
  },
  fallback: { autonomy: 'suggest', requiresApproval: false },
  confidenceFloor: 0.5,
  handOverFlags: ['asks_for_person', 'unclear', 'legal_threat'],
  approvalFlags: ['injection_suspected'],
  maxRevisions: 2,
  approvalTtlMs: 3_600_000,
  fourEyes: false,
  ...changes,
});

export const turnInput = (changes: Partial<TurnInput> = {}): TurnInput => ({
  conversation: conversation(),
  policy: policy(),
  categories: ['how_to', 'refund', 'problem', 'complaint'],
  awaitsReply: true,
  ...changes,
});

export const triage = (changes: Partial<TriageResult> = {}): TriageResult => ({
  category: 'how_to',
  priority: 'normal',
  sentiment: 'neutral',
  language: 'en',
  confidence: 0.9,
  flags: [],
  reasons: [],
  ...changes,
});

export const evidence = (documentId = 'doc-1', documentVersion = 1): Evidence => ({
  evidenceId: `${documentId}@${documentVersion}`,
  source: 'knowledge',
  documentId,
  documentVersion,
  title: `Exports ${CANARY}`,
  quote: `Open Billing and choose Export. ${CANARY}`,
  start: 0,
  end: 10,
  score: 0.8,
});

export const found = (changes: Partial<EvidenceFound> = {}): EvidenceFound => ({
  evidence: [evidence()],
  answerable: true,
  confidence: 0.8,
  reasons: [],
  ...changes,
});

export const draft = (changes: Partial<Draft> = {}): Draft => ({
  body: `Open Billing and choose Export. ${CANARY}`,
  citations: [
    {
      documentId: 'doc-1',
      documentVersion: 1,
      title: 'Exports',
      quote: 'Open Billing and choose Export.',
      start: 0,
      end: 31,
      sentenceStart: 0,
      sentenceEnd: 31,
    },
  ],
  language: 'en',
  ...changes,
});

export const verdict = (
  outcome: Verdict['outcome'] = 'pass',
  check: Verdict['checks'][number]['check'] = 'support',
) => ({
  outcome,
  checks: [{ check, outcome }],
  ...(outcome === 'revise' ? { feedback: `Say where Billing is. ${CANARY}` } : {}),
});

export const work = (changes: Partial<WorkDone> = {}): WorkDone => ({
  actor: { kind: 'agent', id: 'triage', model: 'local' },
  durationMs: 12,
  costMicros: 3,
  inputTokens: 0,
  outputTokens: 0,
  ...changes,
});

/** The answers of a run in which everything goes well. */
export const goodAnswers: Readonly<Record<string, StepResult>> = {
  classify_ticket: { kind: 'classified', triage: triage() },
  find_evidence: { kind: 'evidence_found', found: found() },
  draft_reply: { kind: 'drafted', draft: draft() },
  review_draft: { kind: 'reviewed', verdict: verdict() },
  prepare_handover: {
    kind: 'handover_prepared',
    queue: 'general',
    dueAt: AT,
    package: { summary: `Wants an export. ${CANARY}`, suggestedNextStep: 'Answer.' },
  },
  hand_over: { kind: 'handed_over' },
};
