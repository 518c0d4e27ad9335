import type { AgentAnswer } from '@mesh/agents';
import { type EvidenceFound, FindEvidence, TenantId } from '@mesh/contracts';
import { z } from 'zod';

/** What the finder is told: the tenant whose knowledge counts, and the command without the reference of its step. */
export const EvidenceTask = FindEvidence.schema.omit({ step: true }).extend({ tenantId: TenantId });
export type EvidenceTask = z.output<typeof EvidenceTask>;

/**
 * Finds the passages that answer a ticket, best first, at most twelve, none twice; for every one of a document
 * `body.slice(start, end) === quote` of the version that it names, and that version is live. Only knowledge for the
 * public counts. `answerable` is an honest judgement: near is not an answer. Throws RetryableError when the memory is away.
 */
export abstract class EvidenceFinder {
  abstract find(task: EvidenceTask, signal: AbortSignal): Promise<AgentAnswer<EvidenceFound>>;
}
