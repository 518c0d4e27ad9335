import type { Route } from './route';
import { askPerson, go, handOver, otherwise } from './route';
import {
  categoryRuleOf,
  handOverFlagsOf,
  hasApprovalFlag,
  hasEvidence,
  hasFlag,
  isBlockedForLanguage,
  isSpotChecked,
  mayReviseAgain,
} from './state-rules';

const KNOWN_HAND_OVER_FLAGS: readonly string[] = ['asks_for_person', 'unclear'];

const afterTriage: Route = {
  from: ['triage'],
  cases: [
    go('spam', ({ state }) => hasFlag(state, 'spam'), 'closed'),
    handOver('asked_for_person', ({ state }) => handOverFlagsOf(state).includes('asks_for_person')),
    handOver('unclear', ({ state }) => handOverFlagsOf(state).includes('unclear')),
    handOver('flagged', ({ state }) => handOverFlagsOf(state).some((flag) => !KNOWN_HAND_OVER_FLAGS.includes(flag))),
    handOver('autonomy_off', ({ state }) => categoryRuleOf(state).autonomy === 'off'),
    otherwise('look_for_evidence', 'research'),
  ],
};

const afterResearch: Route = {
  from: ['research'],
  cases: [
    go('evidence_found', ({ state }) => hasEvidence(state), 'draft'),
    go('acknowledge_for_approval', ({ state }) => categoryRuleOf(state).requiresApproval, 'draft'),
    handOver(
      'no_evidence',
      () => true,
      (state) => state.found?.confidence,
    ),
  ],
};

const afterDraft: Route = { from: ['draft'], cases: [otherwise('drafted', 'review')] };

const afterReview: Route = {
  from: ['review'],
  cases: [
    go('revise', ({ state }) => mayReviseAgain(state), 'draft', 'policy.maxRevisions'),
    otherwise('judged', 'decide'),
  ],
};

/** What may be sent, what a person must see first, what a person must take: the tenant's policy, rule by rule. */
const afterDecision: Route = {
  from: ['decide'],
  cases: [
    handOver('language_not_supported', ({ state }) => isBlockedForLanguage(state)),
    handOver('review_blocked', ({ state }) => state.verdict?.outcome === 'block'),
    handOver(
      'review_not_passed',
      ({ state }) => state.verdict?.outcome !== 'pass' && state.verdict?.outcome !== 'block',
    ),
    handOver(
      'not_answered_by_evidence',
      ({ state }) => !(state.found?.answerable ?? false) && !categoryRuleOf(state).requiresApproval,
      (state) => state.found?.confidence,
    ),
    askPerson('category_requires_approval', ({ state }) => categoryRuleOf(state).requiresApproval),
    askPerson('autonomy_suggest', ({ state }) => categoryRuleOf(state).autonomy !== 'auto'),
    askPerson('flagged', ({ state }) => hasApprovalFlag(state)),
    askPerson(
      'low_confidence',
      ({ state }) => (state.triage?.confidence ?? 0) < state.policy.confidenceFloor,
      (state) => state.triage?.confidence,
    ),
    askPerson('no_citation', ({ state }) => (state.draft?.cited.length ?? 0) === 0),
    askPerson('rejected_before', ({ state }) => state.rejected),
    askPerson('spot_check', ({ state }) => isSpotChecked(state)),
    otherwise('policy_allows', 'send'),
  ],
};

export const AGENT_ROUTES = { afterTriage, afterResearch, afterDraft, afterReview, afterDecision };
