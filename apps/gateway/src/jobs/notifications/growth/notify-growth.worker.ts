import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import type { ConfigOf } from '@mesh/config';
import { JobQueue } from '@mesh/jobs';
import { Clock } from '@mesh/kernel';
import { NotifyGrowth } from '../notification-jobs';
import { Notifier } from '../notifier';
import { NotifyConfig } from '../notify.config';
import { measureQueues } from './pg-queue-lengths';
import { growingQueues } from './queue-growth.decision';

@Injectable()
export class NotifyGrowthWorker implements OnModuleInit {
  constructor(
    @Inject(JobQueue) private readonly jobs: JobQueue,
    @Inject(Notifier) private readonly notifier: Notifier,
    @Inject(NotifyConfig.token) private readonly config: ConfigOf<typeof NotifyConfig>,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.jobs.process(NotifyGrowth, ({ tenantId }) => this.look(tenantId));
  }

  private look(tenantId: string): Promise<void> {
    const now = this.clock.now();
    const growth = this.config.NOTIFY_QUEUE_GROWTH;
    return this.notifier.tell(tenantId, async (at) => growingQueues(await measureQueues(at, now), now, growth));
  }
}
