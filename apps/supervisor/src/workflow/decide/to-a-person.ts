import { type HandoverReason, type Reason, type Risk, TicketDecided, TicketHandedOver } from '@mesh/contracts';
import type { RouteCase } from '../graph/route';
import { SYSTEM, policyActor } from './actors';
import { enterNode, nextStepIdOf } from './enter-node';
import type { Cause, Transition } from './transition';

const RISK_BY_REASON: Readonly<Record<string, Risk>> = {
  category_requires_approval: 'high',
  flagged: 'high',
  low_confidence: 'medium',
  no_citation: 'medium',
  rejected_before: 'medium',
};

const riskOf = (reasons: readonly Reason[]): Risk => {
  const risks = reasons.map(({ code }) => RISK_BY_REASON[code] ?? 'low');
  return risks.includes('high') ? 'high' : risks.includes('medium') ? 'medium' : 'low';
};

/** The policy wants a person: the decision is recorded with all its reasons, then the package is prepared. */
export function decideForPerson(t: Transition, chosen: RouteCase, reasons: readonly Reason[]): void {
  if (chosen.handover !== undefined) {
    t.apply({ intent: { purpose: 'handover', reason: chosen.handover, reasons } });
    recordDecision(t, 'hand_over', nextStepIdOf(t.state, 'hand_over'), reasons);
  } else {
    const reason = chosen.approval ?? chosen.when.name;
    t.apply({ intent: { purpose: 'approval', reason, reasons, risk: riskOf(reasons) } });
    recordDecision(t, 'request_approval', nextStepIdOf(t.state, 'open_approval'), reasons);
  }
  enterNode(t, 'prepare');
}

export function recordDecision(
  t: Transition,
  decision: 'send' | 'request_approval' | 'hand_over' | 'close',
  decisionId: string,
  reasons: readonly Reason[],
  cause: Cause = { actor: policyActor(t.state) },
): void {
  const { version } = t.state.policy;
  const { turn, draft } = t.state;
  t.apply({ decisions: [{ decisionId, turn, decision, policyVersion: version, by: cause.actor.kind }] });
  const shown = decision === 'close' ? undefined : draft?.contentHash;
  const data = { decisionId, decision, policyVersion: version, reasons: reasons.slice(0, 40) };
  t.record(TicketDecided, { ...data, ...(shown === undefined ? {} : { contentHash: shown }) }, cause);
}

/** Something failed, or nobody decided: no decision of the policy, but a person is needed. */
export function prepareForPerson(t: Transition, reason: HandoverReason, reasons: readonly Reason[] = []): void {
  t.apply({ intent: { purpose: 'handover', reason, reasons: reasons.length > 0 ? reasons : [{ code: reason }] } });
  enterNode(t, t.state.texts.conversation === undefined ? 'hand_over' : 'prepare');
}

/** The way to a person failed too: the reason stands alone. */
export function handOverWithoutPackage(t: Transition, reason: HandoverReason): void {
  const { intent } = t.state;
  const kept =
    intent?.purpose === 'handover' ? intent : { purpose: 'handover' as const, reason, reasons: [{ code: reason }] };
  t.apply({ intent: kept, texts: { package: null } });
  enterNode(t, 'hand_over');
}

/** The ticket is with a person now. */
export function recordHandedOver(t: Transition, reason: HandoverReason, cause: Cause = { actor: SYSTEM }): void {
  const { handover, intent } = t.state;
  const reasons = intent?.purpose === 'handover' && intent.reason === reason ? intent.reasons : [{ code: reason }];
  t.record(TicketHandedOver, { reason, reasons: reasons.slice(0, 40), ...(handover ?? {}) }, cause);
}

/** Ends at a person and says so. */
export function endWithPerson(t: Transition, cause?: Cause): void {
  const { intent } = t.state;
  enterNode(t, 'with_person');
  recordHandedOver(t, intent?.purpose === 'handover' ? intent.reason : 'step_failed', cause);
}
