import {
  TicketApprovalRequested,
  TicketReplyFailed,
  TicketReplySent,
  TicketResolved,
  type WorkDone,
} from '@mesh/contracts';
import { SYSTEM } from '../actors';
import { enterNode } from '../enter-node';
import { markSend, sendOf } from '../order-send';
import { endWithPerson, prepareForPerson } from '../to-a-person';
import type { Transition } from '../transition';
import type { AnswerOf } from '../workflow-input';

export function handoverPrepared(t: Transition, answer: AnswerOf<'handover_prepared'>): void {
  t.apply({ handover: { queue: answer.queue, dueAt: answer.dueAt }, texts: { package: answer.text } });
  enterNode(t, t.choose('afterPrepare', 'prepared').to === 'open_approval' ? 'open_approval' : 'hand_over');
}

export function approvalOpened(t: Transition, answer: AnswerOf<'approval_opened'>, work?: WorkDone): void {
  const { intent, draft, handover } = t.state;
  const { approvalId, dueAt } = answer;
  const contentHash = draft?.contentHash ?? '';
  t.apply({ approval: { approvalId, contentHash } });
  enterNode(t, 'awaiting_approval');
  const reason = intent?.reason ?? 'flagged';
  const risk = intent?.purpose === 'approval' ? intent.risk : 'high';
  const queue = handover?.queue ?? '';
  const cause = work ? { actor: SYSTEM, work } : { actor: SYSTEM };
  t.record(TicketApprovalRequested, { approvalId, reason, risk, contentHash, dueAt, queue }, cause);
}

export function handedOver(t: Transition): void {
  endWithPerson(t);
}

export function replySent(t: Transition, answer: AnswerOf<'reply_sent'>, work: WorkDone): void {
  recordReplySent(t, answer, work);
  enterNode(t, 'resolved');
  t.apply({ outcome: 'assumed' });
  t.record(TicketResolved, { outcome: 'assumed' }, { actor: SYSTEM });
}

/** A send is a fact even when its answer comes too late to matter for the workflow; once per decision. */
export function recordReplySent(t: Transition, answer: AnswerOf<'reply_sent'>, work: WorkDone): void {
  const { decisionId, messageId } = answer;
  const send = sendOf(t, decisionId);
  if (!send || send.outcome === 'sent') return;
  markSend(t, decisionId, 'sent');
  const { contentHash, cited, turn, actor } = send;
  const channel = t.state.context.channel ?? 'api';
  t.record(TicketReplySent, { decisionId, messageId, channel, contentHash, cited: [...cited] }, { actor, work, turn });
}

export function replyFailed(t: Transition, { decisionId, code }: AnswerOf<'reply_failed'>, work: WorkDone): void {
  markSend(t, decisionId, 'unknown');
  t.record(TicketReplyFailed, { decisionId, code }, { actor: SYSTEM, work });
  prepareForPerson(t, 'delivery_unknown');
}
