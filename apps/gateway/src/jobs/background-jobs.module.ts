import { Module } from '@nestjs/common';
import { ConfigSource, provideConfig } from '@mesh/config';
import { JobsModule } from '@mesh/jobs';
import { Clock, SystemClock } from '@mesh/kernel';
import { gatewayFlags } from '../feature-flags/gateway-flags';
import { RollupsConfig } from '../analytics/rollups.config';
import { BuildBucket } from './analytics/build-bucket';
import { RollUpDaysWorker } from './analytics/roll-up-days.worker';
import { RollUpHoursWorker } from './analytics/roll-up-hours.worker';
import { ArchiveTicketsWorker } from './maintenance/archive-tickets.worker';
import { MaintenanceConfig } from './maintenance/maintenance.config';
import { RemoveExpiredWorker } from './maintenance/remove-expired.worker';
import { NotifyApprovalsWorker } from './notifications/approvals/notify-approvals.worker';
import { NotifyBreachesWorker } from './notifications/breaches/notify-breaches.worker';
import { Channels, openChannels } from './notifications/channels';
import { NotifyDigestWorker } from './notifications/digest/notify-digest.worker';
import { NotifyGrowthWorker } from './notifications/growth/notify-growth.worker';
import { Notifier } from './notifications/notifier';
import { NotifyConfig } from './notifications/notify.config';
import { SendNotificationWorker } from './notifications/send-notification.worker';
import { RecurringJobs, Schedule } from './recurring/recurring-jobs';
import { TenantList } from './recurring/tenant-list';
import { RepliesConfig } from '../channels/replies.config';
import { DeliverReplies } from './replies/deliver-replies';
import { ReplyDispatcher } from './replies/reply-dispatcher';
import { ReplyPostman } from './replies/reply-postman';
import { SendDueRepliesWorker } from './replies/send-due-replies.worker';
import { WebhooksConfig } from '../webhooks/webhooks.config';
import { WebhooksModule } from '../webhooks/webhooks.module';
import { DeliverWebhook } from './webhooks/deliver-webhook';
import { HttpWebhookSender } from './webhooks/http-webhook-sender';
import { SendDueWebhooksWorker } from './webhooks/send-due-webhooks.worker';
import { WebhookDispatcher } from './webhooks/webhook-dispatcher';
import { WebhookSender } from './webhooks/webhook-sender.port';
import { type Intervals, scheduleOf } from './schedule';

const notifications = [
  {
    provide: Channels,
    inject: [ConfigSource, Clock],
    useFactory: openChannels,
  },
  Notifier,
  SendNotificationWorker,
  NotifyApprovalsWorker,
  NotifyBreachesWorker,
  NotifyGrowthWorker,
  NotifyDigestWorker,
];

const analytics = [BuildBucket, RollUpHoursWorker, RollUpDaysWorker];
const maintenance = [RemoveExpiredWorker, ArchiveTicketsWorker];

const webhooks = [
  { provide: WebhookSender, useClass: HttpWebhookSender },
  DeliverWebhook,
  WebhookDispatcher,
  SendDueWebhooksWorker,
];

/** A sender of their own: each is closed when its dispatcher has stopped. */
const replies = [HttpWebhookSender, ReplyPostman, DeliverReplies, ReplyDispatcher, SendDueRepliesWorker];

const schedule = {
  provide: Schedule,
  inject: [
    NotifyConfig.token,
    RollupsConfig.token,
    MaintenanceConfig.token,
    WebhooksConfig.token,
    RepliesConfig.token,
    Channels,
  ],
  useFactory: (
    notify: Intervals['notify'],
    rollups: Intervals['rollups'],
    cleaning: Intervals['maintenance'],
    sending: Intervals['webhooks'],
    answering: Intervals['replies'],
    channels: Channels,
  ) => {
    const intervals = { notify, rollups, maintenance: cleaning, webhooks: sending, replies: answering };
    return scheduleOf(intervals, channels.names.length > 0);
  },
};

/** Work beside the tickets' own: telling people and other systems, figures, cleaning up. All of it may be lost and is then done again. */
@Module({
  imports: [JobsModule.forService('gateway'), WebhooksModule, gatewayFlags],
  providers: [
    ...[NotifyConfig, RollupsConfig, MaintenanceConfig, RepliesConfig].map(provideConfig),
    { provide: Clock, useClass: SystemClock },
    ...notifications,
    ...analytics,
    ...maintenance,
    ...webhooks,
    ...replies,
    schedule,
    TenantList,
    RecurringJobs,
  ],
})
export class BackgroundJobsModule {}
