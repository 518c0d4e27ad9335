import { TicketMessageReceived, TicketReceived, TicketReopened } from '@mesh/contracts';
import { CUSTOMER } from './actors';
import { giveUpOlderTurn, pinTurn } from './begin-turn';
import { enterNode } from './enter-node';
import type { Transition } from './transition';
import type { StartTurnInput } from './workflow-input';

const BY_CUSTOMER = { actor: CUSTOMER };

export function startTurn(t: Transition, input: StartTurnInput): void {
  if (input.turn <= t.state.turn) return t.ignore('turn_known');
  const chosen = t.choose('onCustomerMessage', 'message');
  if (chosen.when.name === 'first_turn') return receiveTicket(t, input);
  if (chosen.to === 'same') return noteForPerson(t, input);
  receiveMessage(t, input);
}

function receiveTicket(t: Transition, { turn, start, messageId }: StartTurnInput): void {
  pinTurn(t, turn, start, messageId);
  enterNode(t, 'triage');
  const { priority } = start;
  t.record(TicketReceived, { channel: start.channel, ...(priority ? { priority } : {}) }, BY_CUSTOMER);
}

/** The mesh is silent while a person has the ticket. */
function noteForPerson(t: Transition, { turn, messageId }: StartTurnInput): void {
  t.apply({ turn, rounds: {}, rings: 0, context: { messageId } });
  t.record(TicketMessageReceived, { messageId }, BY_CUSTOMER);
}

function receiveMessage(t: Transition, { turn, start, messageId }: StartTurnInput): void {
  const ended = t.state.status === 'resolved' || t.state.status === 'closed';
  const { node } = t.state.position;
  t.apply({ status: 'received' });
  t.record(TicketMessageReceived, { messageId }, { ...BY_CUSTOMER, turn });
  if (node !== 'start') giveUpOlderTurn(t, turn, 'message', CUSTOMER);
  pinTurn(t, turn, start, messageId);
  enterNode(t, 'quiet');
  if (ended) t.record(TicketReopened, { cause: 'message' }, BY_CUSTOMER);
}
