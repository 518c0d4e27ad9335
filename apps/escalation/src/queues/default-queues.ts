import { QueueList } from './queue';

/** What a tenant has until it sets its own. */
export const DEFAULT_QUEUES = QueueList.parse({
  items: [
    { name: 'urgent', description: 'Whatever cannot wait', priorities: ['urgent'], escalatesTo: 'lead' },
    {
      name: 'billing',
      description: 'Invoices, payments and refunds',
      categories: ['billing', 'refund'],
      escalatesTo: 'lead',
    },
    {
      name: 'accounts',
      description: 'Changes of accounts and cancellations',
      categories: ['account_change', 'cancellation'],
      escalatesTo: 'lead',
    },
    {
      name: 'complaints',
      description: 'Complaints',
      categories: ['complaint'],
      escalatesTo: 'lead',
    },
    { name: 'support', description: 'Everything else', isDefault: true, escalatesTo: 'lead' },
    { name: 'lead', description: 'What was not taken in time' },
  ],
}).items;
