import type { Notification, NotificationKind } from './notification';
import { linkOf } from './notification-link';

const SUBJECTS: Readonly<Record<NotificationKind, string>> = {
  approval_due_soon: 'An approval is due soon',
  approval_overdue: 'An approval is overdue',
  sla_breached: 'A ticket has waited for a person for too long',
  queue_growing: 'A queue is growing',
  daily_digest: 'The day in figures',
};

export interface MailText {
  readonly subject: string;
  readonly text: string;
}

/** A notification as a plain mail: what, for which tenant, the figures, where to look. */
export function mailTextOf(notification: Notification, linkBase: string): MailText {
  const { kind, tenantId, facts } = notification;
  const lines = Object.entries({ tenant: tenantId, ...facts }).map(([name, value]) => `${name}: ${value ?? '-'}`);
  return {
    subject: `[support mesh] ${SUBJECTS[kind]}`,
    text: [`${SUBJECTS[kind]}.`, '', ...lines, '', linkOf(notification, linkBase), ''].join('\n'),
  };
}
