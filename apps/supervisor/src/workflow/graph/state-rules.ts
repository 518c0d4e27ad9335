import { isInShare } from '@mesh/kernel';
import { type CategoryRule, type TriageFlag, UNKNOWN_CATEGORY } from '@mesh/contracts';
import type { WorkflowState } from '../state/workflow-state';

const SPOT_CHECK = 0.1;

/** Evidence that is replaced again and again is no ground to stand on. */
export const MAX_RESEARCH_ROUNDS = 4;

/** The rule of the ticket's category; the fallback where there is none. */
export function categoryRuleOf(state: WorkflowState): CategoryRule {
  const category = state.triage?.category ?? UNKNOWN_CATEGORY;
  if (category === UNKNOWN_CATEGORY) return state.policy.fallback;
  return Object.hasOwn(state.policy.categories, category)
    ? (state.policy.categories[category] ?? state.policy.fallback)
    : state.policy.fallback;
}

export const hasFlag = (state: WorkflowState, flag: TriageFlag): boolean => state.triage?.flags.includes(flag) ?? false;

export const handOverFlagsOf = (state: WorkflowState): TriageFlag[] =>
  (state.triage?.flags ?? []).filter((flag) => state.policy.handOverFlags.includes(flag));

export const hasApprovalFlag = (state: WorkflowState): boolean =>
  (state.triage?.flags ?? []).some((flag) => state.policy.approvalFlags.includes(flag));

export const hasEvidence = (state: WorkflowState): boolean => (state.found?.evidence.length ?? 0) > 0;

export const mayReviseAgain = (state: WorkflowState): boolean =>
  state.verdict?.outcome === 'revise' && state.revisions < state.policy.maxRevisions;

export const mayResearchAgain = (state: WorkflowState): boolean => (state.rounds.research ?? 0) < MAX_RESEARCH_ROUNDS;

export const isBlockedForLanguage = (state: WorkflowState): boolean =>
  state.verdict?.outcome === 'block' &&
  state.verdict.checks.some(({ check, outcome }) => check === 'language' && outcome === 'block');

/** Of what a category has earned, a share is still shown to people: otherwise nobody would notice that it got worse. */
export function isSpotChecked(state: WorkflowState): boolean {
  const { autonomy, earned, earns } = categoryRuleOf(state);
  return autonomy === 'auto' && earned === true && isInShare(state.ticketId ?? '', earns?.spotCheck ?? SPOT_CHECK);
}
