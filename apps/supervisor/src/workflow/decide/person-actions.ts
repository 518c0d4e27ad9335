import {
  TicketAssigned,
  TicketClosed,
  TicketFeedbackGiven,
  TicketReleased,
  TicketReopened,
  TicketReplySent,
  TicketResolved,
  type Actor,
} from '@mesh/contracts';
import { SYSTEM } from './actors';
import { pinTurn } from './begin-turn';
import { sendOf } from './order-send';
import { proceedTo } from './proceed';
import { prepareForPerson } from './to-a-person';
import type { Transition } from './transition';
import type { PersonActionOf } from './workflow-input';

export function reply(t: Transition, action: PersonActionOf<'reply'>, actor: Actor): void {
  const { decisionId, messageId, contentHash, resolve: resolves } = action;
  const known = sendOf(t, decisionId)?.outcome === 'sent';
  t.apply({ sends: [{ decisionId, turn: t.state.turn, outcome: 'sent', actor, contentHash, cited: [] }] });
  const channel = t.state.context.channel ?? 'api';
  const record = (): void => {
    if (!known) t.record(TicketReplySent, { decisionId, messageId, channel, contentHash, cited: [] }, { actor });
  };
  if (!resolves) {
    proceedTo(t, 'onPersonAction', 'reply');
    return record();
  }
  record();
  resolve(t, actor, 'reply_and_resolve');
}

export function resolve(t: Transition, actor: Actor, signal = 'resolve'): void {
  proceedTo(t, 'onPersonAction', signal);
  t.apply({ outcome: 'by_person' });
  t.record(TicketResolved, { outcome: 'by_person' }, { actor });
}

export function close(t: Transition, { reason }: PersonActionOf<'close'>, actor: Actor): void {
  proceedTo(t, 'onPersonAction', 'close');
  t.record(TicketClosed, { reason }, { actor });
}

export function assign(t: Transition, { queue, user }: PersonActionOf<'assign'>, actor: Actor): void {
  proceedTo(t, 'onPersonAction', 'assign');
  t.record(TicketAssigned, { ...(queue ? { queue } : {}), ...(user ? { user } : {}) }, { actor });
}

/** Back to the mesh: a run of its own if the customer waits for an answer. */
export function release(t: Transition, { start }: PersonActionOf<'release'>, turn: number, actor: Actor): void {
  if (start.awaitsReply) {
    pinTurn(t, turn, start);
    proceedTo(t, 'onPersonAction', 'release');
    return t.record(TicketReleased, {}, { actor });
  }
  proceedTo(t, 'onPersonAction', 'release_answered');
  t.record(TicketReleased, {}, { actor });
  t.apply({ outcome: 'assumed' });
  t.record(TicketResolved, { outcome: 'assumed' }, { actor: SYSTEM });
}

export function giveFeedback(t: Transition, action: PersonActionOf<'feedback'>, turn: number, actor: Actor): void {
  const { solved, rating } = action;
  t.record(TicketFeedbackGiven, { solved, ...(rating === undefined ? {} : { rating }) }, { actor });
  if (turn < t.state.turn) return t.apply({ ignored: { feedback_on_older_turn: 1 } });
  const chosen = t.choose('onPersonAction', solved ? 'feedback_solved' : 'feedback_not_solved');
  if (chosen.to === 'resolved') return confirm(t, actor);
  if (chosen.to === 'hand_over') return reopen(t, actor);
}

function confirm(t: Transition, actor: Actor): void {
  if (t.state.outcome === 'confirmed') return;
  t.apply({ outcome: 'confirmed' });
  t.record(TicketResolved, { outcome: 'confirmed' }, { actor });
}

/** The turn is over and its texts are gone, so the person gets the thread and the reason. */
function reopen(t: Transition, actor: Actor): void {
  t.apply({ status: 'received', outcome: null, handover: null });
  t.record(TicketReopened, { cause: 'feedback' }, { actor });
  prepareForPerson(t, 'not_solved');
}
