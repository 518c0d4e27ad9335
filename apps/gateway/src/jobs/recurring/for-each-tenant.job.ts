import { defineJob } from '@mesh/jobs';
import { z } from 'zod';

/** Orders the named job for every tenant. One row that returns, however many tenants there are. */
export const ForEachTenant = defineJob('for_each_tenant', z.object({ job: z.string() }), {
  queue: 'maintenance',
  priority: 2,
  attempts: 5,
});
