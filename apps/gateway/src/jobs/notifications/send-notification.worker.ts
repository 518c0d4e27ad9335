import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { JobQueue, type JobRun, type PayloadOf } from '@mesh/jobs';
import { codeOf, isRetryable } from '@mesh/kernel';
import { METRICS, Metrics } from '@mesh/observability';
import { WorkerDatabase } from '@mesh/persistence';
import { Channels } from './channels';
import type { Notification } from './notification';
import { type NotificationEnd, claimNotification, settleNotification } from './pg-notifications';
import { SendNotification } from './send-notification.job';

/** Longer than any attempt may take. */
const LEASE_MS = 2 * SendNotification.timeoutMs;

type Run = JobRun<PayloadOf<typeof SendNotification>>;

/** Whoever takes the row sends; so two replicas, or a job that runs twice, tell people once. */
@Injectable()
export class SendNotificationWorker implements OnModuleInit {
  private readonly sent;

  constructor(
    @Inject(JobQueue) private readonly jobs: JobQueue,
    @Inject(Channels) private readonly channels: Channels,
    @Inject(WorkerDatabase) private readonly database: WorkerDatabase,
    @Inject(Metrics) metrics: Metrics,
  ) {
    this.sent = metrics.counter(METRICS.notifications, 'Attempts to notify people', ['kind', 'channel', 'result']);
  }

  onModuleInit(): void {
    this.jobs.process(SendNotification, (run) => this.send(run));
  }

  async send({ tenantId, payload, signal }: Run): Promise<void> {
    const { repeatable } = this.channels;
    const taken = await this.database.inTenant(tenantId, (sql) =>
      claimNotification({ tenantId, sql }, payload.id, repeatable, LEASE_MS),
    );
    if (!taken) return;
    try {
      await this.channels.deliver(taken.channel, taken, signal);
    } catch (error) {
      await this.settle(taken, endOf(error), codeOf(error));
      throw error;
    }
    await this.settle(taken, 'sent');
  }

  private async settle(taken: Notification, end: NotificationEnd, code?: string): Promise<void> {
    const { tenantId, kind, channel } = taken;
    this.sent.inc({ kind, channel, result: end === 'open' ? 'retried' : end });
    await this.database.inTenant(tenantId, (sql) => settleNotification({ tenantId, sql }, taken, end, code));
  }
}

function endOf(error: unknown): NotificationEnd {
  if (codeOf(error).endsWith('_END_UNKNOWN')) return 'unknown';
  return isRetryable(error) ? 'open' : 'failed';
}
