export const NOTIFICATION_KINDS = [
  'approval_due_soon',
  'approval_overdue',
  'sla_breached',
  'queue_growing',
  'daily_digest',
] as const;
export type NotificationKind = (typeof NOTIFICATION_KINDS)[number];

export type NotificationFacts = Readonly<Record<string, string | number | null>>;

/** Something that people should know: ids, numbers and times, never a customer's words. */
export interface NotificationDraft {
  readonly kind: NotificationKind;
  /** What it is about: the id of a ticket or an approval, the name of a queue, a day. */
  readonly subject: string;
  /** Distinguishes what may be told about one subject more than once. */
  readonly stage: string;
  readonly facts: NotificationFacts;
}

export type ChannelName = 'mail' | 'webhook' | 'chat';

/** A draft that was taken down for one channel. */
export interface Notification extends NotificationDraft {
  /** The same however often it is sent. */
  readonly id: string;
  readonly tenantId: string;
  readonly channel: ChannelName;
  readonly createdAt: Date;
  /** How often it was tried, this time included. */
  readonly attempts: number;
}
