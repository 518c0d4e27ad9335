import { defineTenantJob } from '../recurring/recurring-job';

const settings = { queue: 'notifications', priority: 3 };

/** Tells people of open approvals whose time is near or over. */
export const NotifyApprovals = defineTenantJob('notify_approvals', settings);
/** Tells people of hand-overs that nobody took care of in time. */
export const NotifyBreaches = defineTenantJob('notify_breaches', settings);
/** Measures the queues and tells people of those that grow. */
export const NotifyGrowth = defineTenantJob('notify_growth', settings);
/** Tells people once a day what yesterday brought. */
export const NotifyDigest = defineTenantJob('notify_digest', settings);

export const NOTIFICATION_JOBS = [NotifyApprovals, NotifyBreaches, NotifyGrowth, NotifyDigest] as const;
