import { Module } from '@nestjs/common';
import { JobQueue } from '@mesh/jobs';
import { Clock, ManualClock } from '@mesh/kernel';
import { testService, waitFor } from '@mesh/testing';
import { TicketPath } from '../../../test/ticket-path';
import { gateway } from '../../gateway.service';
import { TicketPathModule } from '../../ticket-path.module';
import { BackgroundJobsModule } from '../background-jobs.module';
import type { TenantJob } from '../recurring/recurring-job';

@Module({ imports: [TicketPathModule, BackgroundJobsModule] })
class GatewayWithoutEdge {}

/** The gateway's tickets and background work on a database of its own; time stands still unless it is moved. */
export async function startJobs(environment: Record<string, string> = {}, clock: Clock = new ManualClock(new Date())) {
  const definition = { ...gateway, module: GatewayWithoutEdge };
  const quick = { JOBS_POLL_MS: '20', JOBS_CONCURRENCY: '4' };
  const builder = testService(definition).with({ ...quick, ...environment });
  const path = new TicketPath(await builder.replace(Clock, clock).start());
  const jobs = path.service.get(JobQueue);
  const ended = async (name: string) => (await jobs.status()).find((status) => status.name === name);
  return {
    path,
    jobs,
    stop: () => path.stop(),
    rows: <Row extends object>(sql: string, values: unknown[] = []) => path.service.database.query<Row>(sql, values),
    /** Does a tenant's job and waits for its end. */
    run: async (job: TenantJob, tenantId = 'default') => {
      const before = (await ended(job.name))?.completed ?? 0;
      await jobs.add(job, { tenantId, payload: {} });
      await waitFor(`${job.name} to be done`, async () => {
        const status = await ended(job.name);
        if (status && status.failed > 0) throw new Error(`${job.name} gave up`);
        return (status?.completed ?? 0) > before;
      });
    },
  };
}
export type StartedJobs = Awaited<ReturnType<typeof startJobs>>;
