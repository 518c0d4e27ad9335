import { defineTenantJob } from '../recurring/recurring-job';

/** Begins to send replies that are due, of all tenants: next attempts, and what nobody has sent. */
export const SendDueReplies = defineTenantJob('send_due_replies', { queue: 'replies', priority: 1 });
