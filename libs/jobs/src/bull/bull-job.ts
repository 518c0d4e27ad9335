import { derivedId, newId } from '@mesh/kernel';
import { z } from 'zod';
import type { JobDefinition } from '../define-job';
import type { JobRow } from '../job-row';

/** What a job carries in Redis. */
export const BullJobData = z.object({
  tenantId: z.string(),
  payload: z.unknown(),
  /** Set for a job that returns: pause between the end of a run and the next one. */
  everyMs: z.number().optional(),
});
export type BullJobData = z.output<typeof BullJobData>;

const ID_LENGTH = 36;

/** A job's id begins with the name of its kind, so that jobs are counted by kind without reading them. */
export const newJobId = (name: string): string => `${name}.${newId()}`;

export const repeatedJobId = (job: JobDefinition, tenantId: string, key: string): string =>
  `${job.name}.${derivedId('repeated job', tenantId, job.name, key)}`;

/** What equal jobs have in common while they wait. */
export const waitingKeyOf = (job: JobDefinition, tenantId: string, key: string): string =>
  derivedId('waiting job', tenantId, job.name, key);

export const nameOfJobId = (id: string): string => id.slice(0, -ID_LENGTH - 1);

interface StoredJob {
  readonly id: number | string;
  readonly name: string;
  readonly data: unknown;
  readonly attemptsMade: number;
  readonly opts: { readonly attempts?: number; readonly priority?: number };
}

/** A job of Bull as the runner knows it. @throws ZodError when its envelope is not ours */
export function rowOf(job: StoredJob): JobRow {
  const { tenantId, payload, everyMs } = BullJobData.parse(job.data);
  return {
    tenant_id: tenantId,
    job_id: String(job.id),
    name: job.name,
    payload,
    priority: job.opts.priority ?? 0,
    attempts: job.attemptsMade + 1,
    max_attempts: job.opts.attempts ?? 1,
    every_ms: everyMs ?? null,
  };
}
