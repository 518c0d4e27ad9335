import { statusProblem } from '@mesh/bootstrap';
import { ApiDatabase } from '@mesh/persistence';
import { Inject, Injectable } from '@nestjs/common';
import {
  type StreamPosition,
  type TimelineRow,
  currentPosition,
  readTenantTimeline,
  readTimeline,
} from '../projection/timeline-store';
import { findTicket } from '../tickets/ticket-row';
import { type PublicEvent, publicEventOf } from './public-event';

const BATCH = 100;

/** One event as it goes over the wire. */
export interface StreamEvent extends PublicEvent {
  readonly id: string;
}

/** Hands out what comes after the last event that was handed out. */
export interface EventReader {
  next(): Promise<readonly StreamEvent[]>;
}

/** The timeline as a source of events that can be resumed at any place. */
@Injectable()
export class EventSource {
  constructor(@Inject(ApiDatabase) private readonly database: ApiDatabase) {}

  /** From the first fact of the ticket, or from behind the sequence. @throws ProblemException 404 */
  async ofTicket(tenantId: string, ticketId: string, lastEventId: string | undefined): Promise<EventReader> {
    const known = await this.database.inTenant(tenantId, (sql) => findTicket({ tenantId, sql }, ticketId));
    if (!known) throw statusProblem(404);
    let after = sequenceOf(lastEventId);
    return {
      next: async () => {
        const rows = await this.database.inTenant(tenantId, (sql) => {
          return readTimeline({ tenantId, sql }, ticketId, after, BATCH);
        });
        after = rows.at(-1)?.sequence ?? after;
        return rows.map((row) => eventOf(row, String(row.sequence)));
      },
    };
  }

  /** From now on, or from behind the position. */
  async ofTenant(tenantId: string, lastEventId: string | undefined): Promise<EventReader> {
    const resumed = lastEventId === undefined ? undefined : positionOf(lastEventId);
    let after = resumed ?? (await this.database.inTenant(tenantId, (sql) => currentPosition({ tenantId, sql })));
    return {
      next: async () => {
        const rows = await this.database.inTenant(tenantId, (sql) => {
          return readTenantTimeline({ tenantId, sql }, after, BATCH);
        });
        const last = rows.at(-1);
        if (last) after = { ...after, xact: last.xact, position: last.position };
        return rows.map((row) => eventOf(row, `${row.xact}-${row.position}`));
      },
    };
  }
}

const eventOf = (row: TimelineRow, id: string): StreamEvent => ({ id, ...publicEventOf(row) });

/** What is not one of our ids starts from the beginning; facts are cheap to see twice and dear to miss. */
const sequenceOf = (text: string | undefined): number => (text && /^\d{1,9}$/.test(text) ? Number(text) : 0);

function positionOf(text: string): StreamPosition | undefined {
  const [, xact, position] = /^(\d{1,18})-(\d{1,18})$/.exec(text) ?? [];
  return xact !== undefined && position !== undefined ? { xact, position } : undefined;
}
