import { defineTenantJob } from '../recurring/recurring-job';

/** Begins to send what is due to webhooks, of all tenants: next attempts, and what nobody has sent. */
export const SendDueWebhooks = defineTenantJob('send_due_webhooks', { queue: 'webhooks', priority: 1 });
