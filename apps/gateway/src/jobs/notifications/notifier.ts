import { Inject, Injectable } from '@nestjs/common';
import { JobQueue } from '@mesh/jobs';
import { WorkerDatabase } from '@mesh/persistence';
import type { TenantSql } from '../../tickets/tenant-sql';
import { Channels } from './channels';
import type { NotificationDraft } from './notification';
import { recordNotifications, unsentNotifications } from './pg-notifications';
import { SendNotification } from './send-notification.job';

/** Takes down what should be told and orders its sending. The row is the truth: what was not ordered is ordered next time. */
@Injectable()
export class Notifier {
  constructor(
    @Inject(WorkerDatabase) private readonly database: WorkerDatabase,
    @Inject(JobQueue) private readonly jobs: JobQueue,
    @Inject(Channels) private readonly channels: Channels,
  ) {}

  async tell(tenantId: string, find: (at: TenantSql) => Promise<readonly NotificationDraft[]>): Promise<void> {
    const unsent = await this.database.inTenant(tenantId, async (sql) => {
      const at = { tenantId, sql };
      await recordNotifications(at, await find(at), this.channels.names);
      return unsentNotifications(at, this.channels.repeatable);
    });
    for (const id of unsent) await this.jobs.add(SendNotification, { tenantId, payload: { id }, key: id });
  }
}
