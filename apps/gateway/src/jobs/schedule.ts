import type { ConfigOf } from '@mesh/config';
import type { RollupsConfig } from '../analytics/rollups.config';
import { RollUpDays, RollUpHours } from './analytics/analytics-jobs';
import { MAINTENANCE_JOBS } from './maintenance/maintenance-jobs';
import type { MaintenanceConfig } from './maintenance/maintenance.config';
import { NOTIFICATION_JOBS } from './notifications/notification-jobs';
import type { NotifyConfig } from './notifications/notify.config';
import type { RecurringJob } from './recurring/recurring-job';
import type { Schedule } from './recurring/recurring-jobs';
import type { WebhookSettings } from '../webhooks/webhooks.config';
import type { ReplySettings } from '../channels/replies.config';
import { SendDueReplies } from './replies/send-due-replies.job';
import { SendDueWebhooks } from './webhooks/send-due-webhooks.job';

export interface Intervals {
  readonly notify: ConfigOf<typeof NotifyConfig>;
  readonly rollups: ConfigOf<typeof RollupsConfig>;
  readonly maintenance: ConfigOf<typeof MaintenanceConfig>;
  readonly webhooks: WebhookSettings;
  readonly replies: ReplySettings;
}

/** What returns, and how often. Where nobody can be told anything, nobody looks for something to tell. */
export function scheduleOf(
  { notify, rollups, maintenance, webhooks, replies }: Intervals,
  canNotify: boolean,
): Schedule {
  const every = (everyMs: number) => (job: RecurringJob['job']) => ({ job, everyMs });
  return {
    wanted: [
      ...(canNotify ? NOTIFICATION_JOBS.map(every(notify.NOTIFY_CHECK_MS)) : []),
      { job: RollUpHours, everyMs: rollups.ANALYTICS_ROLLUP_MS },
      { job: RollUpDays, everyMs: rollups.ANALYTICS_ROLLUP_MS * 12 },
      ...MAINTENANCE_JOBS.map(every(maintenance.MAINTENANCE_EVERY_MS)),
    ],
    unwanted: canNotify ? [] : NOTIFICATION_JOBS,
    together: [
      { job: SendDueWebhooks, everyMs: webhooks.WEBHOOK_CHECK_MS },
      { job: SendDueReplies, everyMs: replies.REPLY_CHECK_MS },
    ],
  };
}
