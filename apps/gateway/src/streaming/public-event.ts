import type { TimelineRow } from '../projection/timeline-store';
import { timelineItem } from '../tickets/read-ticket';

/** A fact as those outside are told of it, whichever way. */
export interface PublicEvent {
  readonly type: string;
  readonly data: object;
}

export const publicEventOf = (row: TimelineRow): PublicEvent => {
  const item = timelineItem(row);
  return { type: item.type, data: { ticketId: row.ticket_id, ...item } };
};
