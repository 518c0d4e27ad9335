import { NODE_NAMES, nodesOf } from './nodes';
import type { Route, RouteView } from './route';
import { go, goAt, handOver, on, otherwise } from './route';

const triedBefore = ({ state }: RouteView): boolean => state.position.round > 0;
const cameFromHandOver = ({ state }: RouteView): boolean => state.path.at(-2) === 'hand_over';

const onCustomerMessage: Route = {
  from: NODE_NAMES,
  outside: true,
  cases: [
    goAt(['start'], 'first_turn', 'triage'),
    goAt(['with_person', 'broken'], 'person_has_it', 'same'),
    otherwise('new_turn', 'quiet'),
  ],
};

const onPersonAction: Route = {
  from: NODE_NAMES,
  outside: true,
  cases: [
    on('reply', 'with_person'),
    on('reply_and_resolve', 'resolved'),
    on('resolve', 'resolved'),
    on('close', 'closed'),
    on('assign', 'with_person'),
    on('release', 'triage'),
    on('release_answered', 'resolved'),
    goAt(['resolved'], 'feedback_solved', 'resolved', { rule: ({ signal }) => signal === 'feedback_solved' }),
    goAt(['resolved'], 'feedback_not_solved', 'hand_over', { rule: ({ signal }) => signal === 'feedback_not_solved' }),
    otherwise('feedback_only', 'same'),
  ],
};

/** With the turn that was answered by it; whoever has the ticket, or works on a newer turn, sees it on the timeline. */
const onLostReply: Route = {
  from: NODE_NAMES,
  outside: true,
  cases: [goAt(['resolved', 'send'], 'reply_lost', 'hand_over'), otherwise('nobody_waits_for_it', 'same')],
};

const SECOND_FAILURE = 'the second failure ends with a person';
const AS_A_HAND_OVER = { bound: 'its purpose becomes a hand-over' };

/** When the way to a person itself does not work, the person gets the ticket with the reason alone. */
const TO_A_PERSON_WITHOUT_PACKAGE = [
  goAt(['hand_over'], 'gave_up_handing_over', 'with_person', { rule: triedBefore }),
  goAt(['hand_over'], 'hand_over_failed', 'hand_over', { bound: SECOND_FAILURE }),
  goAt(['prepare'], 'prepare_failed', 'hand_over'),
];

const onTimeout: Route = {
  from: [...nodesOf('step'), 'superseded'],
  cases: [
    goAt(['superseded'], 'newer_turn_after_hand_over', 'with_person', { rule: cameFromHandOver }),
    goAt(['superseded'], 'no_newer_turn', 'hand_over', { bound: SECOND_FAILURE }),
    go('ask_again', ({ state }) => state.position.attempt === 1, 'same', 'two attempts'),
    ...TO_A_PERSON_WITHOUT_PACKAGE,
    { ...handOver('step_timed_out', () => true), ...AS_A_HAND_OVER },
  ],
};

const onFailure: Route = {
  from: nodesOf('step'),
  cases: [...TO_A_PERSON_WITHOUT_PACKAGE, { ...handOver('step_failed', () => true), ...AS_A_HAND_OVER }],
};

const afterQuiet: Route = { from: ['quiet'], cases: [otherwise('quiet_over', 'triage')] };

const onErasure: Route = {
  from: NODE_NAMES,
  outside: true,
  cases: [goAt(['resolved', 'closed'], 'nothing_left', 'same'), otherwise('customer_erased', 'closed')],
};

const onBroken: Route = { from: NODE_NAMES, outside: true, cases: [otherwise('workflow_broken', 'broken')] };

export const OUTSIDE_ROUTES = {
  onCustomerMessage,
  onPersonAction,
  onLostReply,
  onTimeout,
  onFailure,
  afterQuiet,
  onErasure,
  onBroken,
};
