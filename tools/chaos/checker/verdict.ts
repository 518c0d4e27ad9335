import { CompleteStep } from '@mesh/contracts';
import { isResting } from '../../running-mesh/tickets';
import type { LoadTenant } from '../load/tenants';
import type { Rig } from '../rig/rig';
import { judgeAnswers } from './answer-rule';
import { judgeApprovals } from './approval-rules';
import { judgeAuditLog } from './audit-rule';
import { collectEvidence } from './evidence';
import type { Finding, FindingKind } from './finding';
import { type FaultWindow, judgeLiveness } from './liveness-rule';
import { judgeLoad } from './load-rule';
import { judgeSends } from './send-rules';
import { judgeTickets } from './ticket-rules';

/** What a run has come to; the counts must be 0 and nothing else may be wrong for `pass`. */
export interface ChaosVerdict {
  readonly verdict: 'pass' | 'fail';
  readonly accepted: number;
  readonly ended: number;
  readonly lost: number;
  readonly duplicateEffects: number;
  readonly orderViolations: number;
  readonly nonTerminal: number;
  /** Decisions without their send or the other way round, a broken audit log, a promise of a fault, too little success. */
  readonly others: number;
  /** Calls outside the faults, and those answered well. */
  readonly calmCalls: number;
  readonly calmCallsOk: number;
  /** The first faults in words. */
  readonly examples: readonly string[];
}

const EXAMPLES = 20;

/** Compares the ledger with what the mesh shows at the end. */
export async function judgeRun(
  rig: Rig,
  tenants: readonly LoadTenant[],
  windows: readonly FaultWindow[],
  alsoFound: readonly Finding[],
  keptOut: number,
): Promise<ChaosVerdict> {
  const evidence = await collectEvidence(rig.history, tenants, rig.mesh.url, rig.broker);
  const liveness = judgeLiveness(rig.history, windows, rig.mesh.urls.length);
  const findings = [
    ...alsoFound,
    ...judgeLoad({ accepted: evidence.accepted.length, keptOut }),
    ...judgeTickets(evidence),
    ...judgeAnswers(await rig.broker.read([CompleteStep.topic])),
    ...(await judgeSends(rig.database)),
    ...(await judgeApprovals(rig.history, rig.database)),
    ...(await judgeAuditLog(rig.database)),
    ...liveness.findings,
  ];
  const count = (...kinds: FindingKind[]): number => findings.filter(({ kind }) => kinds.includes(kind)).length;
  const { accepted } = evidence;
  return {
    verdict: findings.length === 0 && accepted.length > 0 ? 'pass' : 'fail',
    accepted: accepted.length,
    ended: accepted.filter(({ ticket }) => ticket !== undefined && isResting(ticket)).length,
    lost: count('lost'),
    duplicateEffects: count('duplicate'),
    orderViolations: count('order'),
    nonTerminal: count('nonTerminal'),
    others: count('decision', 'audit', 'promise', 'vacuous'),
    calmCalls: liveness.calm,
    calmCallsOk: liveness.calmOk,
    examples: findings.slice(0, EXAMPLES).map(({ kind, text }) => `${kind}: ${text}`),
  };
}
