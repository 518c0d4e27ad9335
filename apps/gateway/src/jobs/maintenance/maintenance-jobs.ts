import { defineTenantJob } from '../recurring/recurring-job';

const settings = { queue: 'maintenance', priority: 8, timeoutMs: 600_000 };

/** Removes what has run out: idempotency keys, old notifications, deliveries and samples, hours no longer kept. */
export const RemoveExpired = defineTenantJob('remove_expired', settings);
/** Removes copies of texts that only the work on a ticket needed, once it has been over for long. */
export const ArchiveTickets = defineTenantJob('archive_tickets', settings);

export const MAINTENANCE_JOBS = [RemoveExpired, ArchiveTickets] as const;
