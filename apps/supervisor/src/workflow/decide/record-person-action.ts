import { unreachable } from '@mesh/kernel';
import { giveUpOlderTurn, raiseTurn } from './begin-turn';
import { assign, close, giveFeedback, release, reply, resolve } from './person-actions';
import type { Transition } from './transition';
import type { RecordPersonActionInput } from './workflow-input';

export function recordPersonAction(t: Transition, input: RecordPersonActionInput): void {
  const { action, actor, turn } = input;
  if (action.kind === 'feedback') return giveFeedback(t, action, turn, actor);
  if (turn <= t.state.turn) return t.ignore('turn_superseded');
  giveUpOlderTurn(t, turn, 'person', actor);
  raiseTurn(t, turn);
  switch (action.kind) {
    case 'reply':
      return reply(t, action, actor);
    case 'resolve':
      return resolve(t, actor);
    case 'close':
      return close(t, action, actor);
    case 'assign':
      return assign(t, action, actor);
    case 'release':
      return release(t, action, turn, actor);
    default:
      return unreachable(action);
  }
}
