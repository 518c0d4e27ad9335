import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import type { ConfigOf } from '@mesh/config';
import { JobQueue } from '@mesh/jobs';
import { Clock } from '@mesh/kernel';
import { analyticsSummary } from '../../../analytics/analytics-summary';
import { NotifyDigest } from '../notification-jobs';
import { Notifier } from '../notifier';
import { NotifyConfig } from '../notify.config';
import { dayToTell, digestOf } from './digest.decision';

@Injectable()
export class NotifyDigestWorker implements OnModuleInit {
  constructor(
    @Inject(JobQueue) private readonly jobs: JobQueue,
    @Inject(Notifier) private readonly notifier: Notifier,
    @Inject(NotifyConfig.token) private readonly config: ConfigOf<typeof NotifyConfig>,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.jobs.process(NotifyDigest, ({ tenantId }) => this.look(tenantId));
  }

  /** A tenant in which nothing has happened is left in peace. */
  private async look(tenantId: string): Promise<void> {
    const day = dayToTell(this.clock.now(), this.config.NOTIFY_DIGEST_HOUR);
    if (!day) return;
    await this.notifier.tell(tenantId, async (at) => {
      const digest = digestOf(await analyticsSummary(at, day));
      return Object.values(digest.facts).some((value) => typeof value === 'number' && value > 0) ? [digest] : [];
    });
  }
}
