import { defineTenantJob } from '../recurring/recurring-job';

const settings = { queue: 'analytics', priority: 5, timeoutMs: 600_000 };

/** Builds the hours anew of which something has changed. */
export const RollUpHours = defineTenantJob('roll_up_hours', settings);
/** Builds the days anew of which an hour has changed. */
export const RollUpDays = defineTenantJob('roll_up_days', { ...settings, priority: 6 });

export const ANALYTICS_JOBS = [RollUpHours, RollUpDays] as const;
