import {
  ClassifyTicket,
  DraftReply,
  FindEvidence,
  HandOver,
  type MessageDraft,
  OpenApproval,
  PrepareHandover,
  ReviewDraft,
  SendReply,
  type StepRef,
  type TriageResult,
} from '@mesh/contracts';
import { TerminalError } from '@mesh/kernel';
import type { CommandPlan } from '../workflow/decide/decision';
import { categoryRuleOf } from '../workflow/graph/state-rules';
import type { TextName } from '../workflow/state/values';
import type { WorkflowState } from '../workflow/state/workflow-state';
import type { SomeTexts, TurnTexts } from './turn-texts';

/** Everything that a command may be made of. */
interface Parts {
  readonly step: StepRef | null;
  readonly state: WorkflowState;
  readonly texts: SomeTexts;
}

/**
 * A planned command with its texts. The state is the one after the transition.
 * @throws TerminalError `TEXT_MISSING` or `STATE_INCOMPLETE` when something that the command needs is not there
 */
export function writeCommand(plan: CommandPlan, state: WorkflowState, texts: SomeTexts): MessageDraft {
  return WRITERS[plan.command]({ step: plan.step, state, texts });
}

const WRITERS: Readonly<Record<CommandPlan['command'], (parts: Parts) => MessageDraft>> = {
  classify_ticket: ({ step, state, texts }) =>
    ClassifyTicket.draft(state.ticketId, {
      step: known(step, 'step'),
      conversation: text(texts, 'conversation'),
      categories: [...state.categories],
      agent: state.agents.triage,
    }),
  find_evidence: ({ step, state, texts }) =>
    FindEvidence.draft(state.ticketId, {
      step: known(step, 'step'),
      conversation: text(texts, 'conversation'),
      triage: triageOf(state),
      agent: state.agents.research,
    }),
  draft_reply: (parts) =>
    DraftReply.draft(parts.state.ticketId, {
      ...material(parts),
      revision: revisionOf(parts),
      agent: parts.state.agents.solution,
    }),
  review_draft: (parts) =>
    ReviewDraft.draft(parts.state.ticketId, {
      ...material(parts),
      draft: text(parts.texts, 'draft'),
      policy: parts.state.policy,
      agent: parts.state.agents.quality,
    }),
  prepare_handover: prepareHandover,
  open_approval: openApproval,
  hand_over: handOver,
  send_reply: sendReply,
};

const material = ({ step, state, texts }: Parts) => ({
  step: known(step, 'step'),
  conversation: text(texts, 'conversation'),
  triage: triageOf(state),
  evidence: [...(texts.evidence ?? [])],
});

function revisionOf({ texts }: Parts) {
  const { draft, feedback } = texts;
  return draft === undefined || feedback === undefined ? undefined : { previous: draft, feedback };
}

function prepareHandover({ step, state, texts }: Parts): MessageDraft {
  const { purpose, reason, reasons } = known(state.intent, 'intent');
  return PrepareHandover.draft(state.ticketId, {
    step: known(step, 'step'),
    conversation: text(texts, 'conversation'),
    triage: state.triage ?? undefined,
    evidence: [...(texts.evidence ?? [])],
    draft: texts.draft,
    verdict: state.verdict ?? undefined,
    purpose,
    reason,
    reasons: reasons.slice(0, 40),
    queue: categoryRuleOf(state).queue,
    agent: state.agents.escalation,
  });
}

function openApproval({ step, state, texts }: Parts): MessageDraft {
  const intent = known(state.intent, 'intent');
  const { queue, dueAt } = known(state.handover, 'handover');
  return OpenApproval.draft(state.ticketId, {
    step: known(step, 'step'),
    reason: intent.reason,
    reasons: intent.reasons.slice(0, 40),
    risk: intent.purpose === 'approval' ? intent.risk : 'high',
    draft: text(texts, 'draft'),
    contentHash: known(state.draft, 'draft').contentHash,
    policyVersion: state.policy.version,
    ttlMs: state.policy.approvalTtlMs,
    fourEyes: state.policy.fourEyes,
    triage: state.triage ?? undefined,
    evidence: [...(texts.evidence ?? [])],
    checks: state.verdict?.checks ?? [],
    package: text(texts, 'package'),
    queue,
    dueAt,
  });
}

function handOver({ step, state, texts }: Parts): MessageDraft {
  const { intent, handover } = state;
  return HandOver.draft(state.ticketId, {
    step: step ?? undefined,
    ticketId: state.ticketId,
    turn: state.turn,
    reason: intent?.purpose === 'handover' ? intent.reason : 'step_failed',
    reasons: (intent?.reasons ?? []).slice(0, 40),
    draft: texts.draft,
    triage: state.triage ?? undefined,
    evidence: [...(texts.evidence ?? [])],
    checks: state.verdict?.checks ?? [],
    package: texts.package,
    queue: handover?.queue,
    dueAt: handover?.dueAt,
  });
}

function sendReply({ step, state, texts }: Parts): MessageDraft {
  const { decisionId, approvalId, actor } = known(state.order, 'order');
  return SendReply.draft(state.ticketId, {
    step: known(step, 'step'),
    decisionId,
    approvalId,
    actor,
    policyVersion: state.policy.version,
    draft: text(texts, 'draft'),
    contentHash: known(state.draft, 'draft').contentHash,
    triage: state.triage ?? undefined,
  });
}

const triageOf = (state: WorkflowState): TriageResult => known(state.triage, 'triage');

function known<Value>(value: Value | null | undefined, channel: string): Value {
  if (value === null || value === undefined) {
    throw new TerminalError('STATE_INCOMPLETE', 'the workflow lacks what a command needs', { channel });
  }
  return value;
}

function text<Name extends TextName>(texts: SomeTexts, name: Name): TurnTexts[Name] {
  const found = texts[name];
  if (found === undefined) throw new TerminalError('TEXT_MISSING', 'a working text is not there', { name });
  return found;
}
