import type { History, Operation } from '../../ledger/history';
import { type Finding, finding } from './finding';

/** From the injection of a fault to the moment at which it was healed. */
export interface FaultWindow {
  readonly id: string;
  readonly from: number;
  readonly until: number;
}

const LEAST_OK_SHARE = 0.95;
const LAST_PER_GATEWAY = 5;
const LEAST_CALM = 20;

/** A run in which hardly anything succeeded proves nothing. */
export function judgeLiveness(
  history: History,
  windows: readonly FaultWindow[],
  gateways: number,
): { readonly findings: Finding[]; readonly calm: number; readonly calmOk: number } {
  const ended = history.operations.filter(({ endedAt }) => endedAt !== undefined);
  const calm = ended.filter((operation) => !windows.some((window) => overlaps(operation, window)));
  const calmOk = calm.filter(isGood).length;
  const findings: Finding[] = [];
  if (calm.length < LEAST_CALM) findings.push(finding('vacuous', `only ${calm.length} calls outside the faults`));
  else if (calmOk < LEAST_OK_SHARE * calm.length) {
    findings.push(finding('vacuous', `only ${calmOk} of ${calm.length} calls outside the faults were answered well`));
  }
  const healed = Math.max(0, ...windows.map(({ until }) => until));
  for (let gateway = 0; gateway < gateways; gateway += 1) {
    const last = ended.filter((one) => one.gateway === gateway && one.startedAt >= healed).slice(-LAST_PER_GATEWAY);
    const good = last.filter(isGood).length;
    if (good < LAST_PER_GATEWAY) {
      findings.push(
        finding('vacuous', `gateway ${gateway + 1}: ${good} of its last ${LAST_PER_GATEWAY} calls went well`),
      );
    }
  }
  return { findings, calm: calm.length, calmOk };
}

/** Whoever loses the race for an approval is answered well too. */
const isGood = ({ outcome, kind, status }: Operation): boolean =>
  outcome === 'ok' || (kind === 'decision' && status === 409);

const overlaps = ({ startedAt, endedAt = startedAt }: Operation, { from, until }: FaultWindow): boolean =>
  startedAt < until && endedAt > from;
