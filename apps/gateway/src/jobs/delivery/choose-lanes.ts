/** One receiver of a tenant that something is due to: a webhook, or a channel. */
export interface Lane {
  readonly tenantId: string;
  readonly name: string;
}

export interface DueLane extends Lane {
  /** Since when its next delivery has been due. */
  readonly since: Date;
}

export interface LaneLimits {
  readonly inAll: number;
  readonly perTenant: number;
}

export const laneKey = ({ tenantId, name }: Lane): string => `${tenantId} ${name}`;

/**
 * Which receivers are sent to next: those that were served longest ago, one lane each, so that neither a receiver that
 * hangs nor a tenant with many of them keeps the others waiting.
 * @param served when each was served last, as a number that grows
 */
export function chooseLanes<Due extends Lane>(
  due: readonly Due[],
  open: readonly Lane[],
  served: ReadonlyMap<string, number>,
  { inAll, perTenant }: LaneLimits,
): Due[] {
  const taken = new Set(open.map(laneKey));
  const ofTenant = new Map<string, number>();
  for (const { tenantId } of open) ofTenant.set(tenantId, (ofTenant.get(tenantId) ?? 0) + 1);
  const lastServed = (lane: Lane): number => served.get(laneKey(lane)) ?? -1;
  const chosen: Due[] = [];
  for (const lane of [...due].sort((left, right) => lastServed(left) - lastServed(right))) {
    if (open.length + chosen.length >= inAll) break;
    const ofThis = ofTenant.get(lane.tenantId) ?? 0;
    if (taken.has(laneKey(lane)) || ofThis >= perTenant) continue;
    ofTenant.set(lane.tenantId, ofThis + 1);
    chosen.push(lane);
  }
  return chosen;
}
