import { type JobDefinition, defineJob } from '@mesh/jobs';
import { z } from 'zod';

const Nothing = z.object({});

/** Work that is done for each tenant, with nothing but the tenant to begin with. */
export type TenantJob = JobDefinition<typeof Nothing>;

export const defineTenantJob = (name: string, settings: Parameters<typeof defineJob>[2]): TenantJob =>
  defineJob(name, Nothing, settings);

/** Work that returns. */
export interface RecurringJob {
  readonly job: TenantJob;
  /** Pause between two rounds, in milliseconds. */
  readonly everyMs: number;
}
