import { nodesOf } from './nodes';
import type { Route } from './route';
import { go, handOver, on, otherwise } from './route';
import { mayResearchAgain } from './state-rules';

const RESEARCH_BOUND = 'MAX_RESEARCH_ROUNDS';

const afterPrepare: Route = {
  from: ['prepare'],
  cases: [
    go('for_approval', ({ state }) => state.intent?.purpose === 'approval', 'open_approval'),
    otherwise('for_handover', 'hand_over'),
  ],
};

const afterOpening: Route = { from: ['open_approval'], cases: [otherwise('opened', 'awaiting_approval')] };

const afterSend: Route = {
  from: ['send'],
  cases: [on('reply_sent', 'resolved'), handOver('delivery_unknown', () => true)],
};

const afterHandOver: Route = { from: ['hand_over'], cases: [otherwise('handed_over', 'with_person')] };

/** The receiver did nothing: a newer turn is on its way, or what was cited has a newer version. */
const onSuperseded: Route = {
  from: nodesOf('step'),
  cases: [
    on('turn', 'superseded'),
    go('evidence', ({ state, signal }) => signal === 'evidence' && mayResearchAgain(state), 'research', RESEARCH_BOUND),
    { ...handOver('step_failed', () => true), bound: 'its purpose becomes a hand-over' },
  ],
};

const afterApproval: Route = {
  from: ['awaiting_approval'],
  outside: true,
  cases: [
    on('approve', 'send'),
    on('edit', 'send'),
    on('reject', 'draft'),
    on('take_over', 'with_person'),
    handOver('approval_expired', ({ signal }) => signal === 'expired'),
    on('superseded_by_message', 'superseded'),
    on('superseded_by_person', 'superseded'),
    go(
      'superseded_by_evidence',
      ({ state, signal }) => signal === 'superseded_by_evidence' && mayResearchAgain(state),
      'research',
    ),
    handOver('step_failed', () => true),
  ],
};

export const GATEWAY_ROUTES = { afterPrepare, afterOpening, afterSend, afterHandOver, onSuperseded, afterApproval };
