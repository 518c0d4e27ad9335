import type { TimelineRow } from '../../projection/timeline-store';
import { publicEventOf } from '../../streaming/public-event';
import type { ClaimedDelivery } from './pg-due-deliveries';

/** What is told: the event as the event streams show it, in the form of Standard Webhooks. */
export function webhookBody(delivery: ClaimedDelivery, webhookId: string, fact: TimelineRow | undefined): string {
  const timestamp = (fact?.at ?? delivery.createdAt).toISOString();
  const event = fact ? publicEventOf(fact) : { type: delivery.event, data: { webhookId } };
  return JSON.stringify({ type: event.type, timestamp, data: event.data });
}
