import { Module } from '@nestjs/common';
import { type ConfigOf, provideConfig } from '@mesh/config';
import { JobsModule } from '@mesh/jobs';
import { Clock, SystemClock } from '@mesh/kernel';
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
import { type Intervals, scheduleOf } from './schedule';

const notifications = [
  {
    provide: Channels,
    inject: [NotifyConfig.token, Clock],
    useFactory: (config: ConfigOf<typeof NotifyConfig>, clock: Clock) => openChannels(config, clock),
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

const schedule = {
  provide: Schedule,
  inject: [NotifyConfig.token, RollupsConfig.token, MaintenanceConfig.token, Channels],
  useFactory: (
    notify: Intervals['notify'],
    rollups: Intervals['rollups'],
    cleaning: Intervals['maintenance'],
    channels: Channels,
  ) => scheduleOf({ notify, rollups, maintenance: cleaning }, channels.names.length > 0),
};

/** Work beside the tickets' own: telling people, figures, cleaning up. All of it may be lost and is then done again. */
@Module({
  imports: [JobsModule.forService('gateway')],
  providers: [
    ...[NotifyConfig, RollupsConfig, MaintenanceConfig].map(provideConfig),
    { provide: Clock, useClass: SystemClock },
    ...notifications,
    ...analytics,
    ...maintenance,
    schedule,
    TenantList,
    RecurringJobs,
  ],
})
export class BackgroundJobsModule {}
