import type { NotificationDraft } from './notification';

/** Where to look: the ticket that it is about, else the figures. */
export function linkOf({ kind, facts }: NotificationDraft, base: string): string {
  const ticketId = facts['ticketId'];
  const path = typeof ticketId === 'string' ? `/v1/tickets/${encodeURIComponent(ticketId)}` : OTHERWISE[kind];
  return `${base.replace(/\/+$/, '')}${path}`;
}

const OTHERWISE = {
  approval_due_soon: '/v1/approvals?status=open',
  approval_overdue: '/v1/approvals?status=open',
  sla_breached: '/v1/tickets?status=with_person',
  queue_growing: '/v1/queues',
  daily_digest: '/v1/analytics/summary',
} as const;
