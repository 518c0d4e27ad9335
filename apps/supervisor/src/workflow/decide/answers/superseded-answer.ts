import { TicketTurnSuperseded } from '@mesh/contracts';
import { SYSTEM } from '../actors';
import { enterNode } from '../enter-node';
import { markSend } from '../order-send';
import { prepareForPerson } from '../to-a-person';
import type { Transition } from '../transition';
import type { AnswerOf } from '../workflow-input';

/** The receiver did nothing: a newer turn is on its way, or a cited document has a newer version. */
export function superseded(t: Transition, { cause }: AnswerOf<'superseded'>): void {
  const chosen = t.choose('onSuperseded', cause);
  if (t.state.position.node === 'send' && t.state.order) markSend(t, t.state.order.decisionId, 'superseded');
  if (chosen.to === 'superseded') return waitForNewerTurn(t);
  if (chosen.to === 'research') return researchAgain(t);
  prepareForPerson(t, 'step_failed', [{ code: 'evidence_unstable' }]);
}

function waitForNewerTurn(t: Transition): void {
  enterNode(t, 'superseded');
  t.record(TicketTurnSuperseded, { supersededTurn: t.state.turn, cause: 'message' }, { actor: SYSTEM });
}

/** Everything is looked up, drafted and reviewed again in the same turn. */
export function researchAgain(t: Transition): void {
  t.apply({
    found: null,
    draft: null,
    verdict: null,
    intent: null,
    handover: null,
    order: null,
    revisions: 0,
    texts: { evidence: null, draft: null, feedback: null, package: null },
  });
  enterNode(t, 'research');
}
