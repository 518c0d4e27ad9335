import type { Actor } from '@mesh/contracts';
import { type ChainedEntry, firstBrokenLink } from '../../../apps/gateway/src/audit/audit-chain';
import type { SuperUser } from '../rig/super-user';
import { type Finding, finding } from './finding';

interface AuditRow {
  readonly tenant_id: string;
  readonly sequence: number;
  readonly at: Date;
  readonly actor: Actor;
  readonly action: string;
  readonly subject: string;
  readonly details: ChainedEntry['details'];
  readonly correlation_id: string;
  readonly prev_hash: string;
  readonly hash: string;
}

const ALL = `
  SELECT tenant_id, sequence, at, actor, action, subject, details, correlation_id, prev_hash, hash
  FROM gateway.audit_log ORDER BY tenant_id, sequence`;

/** The chain of every tenant must hold. */
export async function judgeAuditLog(database: SuperUser): Promise<Finding[]> {
  const chains = new Map<string, ChainedEntry[]>();
  for (const { tenant_id: tenantId, correlation_id, prev_hash, at, ...rest } of await database.rows<AuditRow>(ALL)) {
    const link = { ...rest, tenantId, at: at.toISOString(), correlationId: correlation_id, prevHash: prev_hash };
    chains.set(tenantId, [...(chains.get(tenantId) ?? []), link]);
  }
  return [...chains].flatMap(([tenant, chain]) => {
    const broken = firstBrokenLink(chain);
    return broken === undefined
      ? []
      : [finding('audit', `the audit log of ${tenant} does not hold at entry ${broken}`)];
  });
}
