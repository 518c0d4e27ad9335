import type { ConversationMessage } from '@mesh/contracts';
import { type SessionRef, SessionStore } from '@mesh/memory';
import { METRICS, Metrics } from '@mesh/observability';
import { ApiDatabase } from '@mesh/persistence';
import { Inject, Injectable } from '@nestjs/common';
import { findTicket } from '../tickets/ticket-row';

/** The newest turns that are asked for. */
const MOST_TURNS = 20;
/** A session is a reminder, not the record: longer texts are cut. */
const MOST_CHARACTERS = 2_000;

/** The session that a ticket belongs to: its customer on its channel. */
export const sessionOf = (
  tenantId: string,
  ticket: { readonly customer_id: string; readonly channel: string },
): SessionRef => ({ tenantId, customerId: ticket.customer_id, channel: ticket.channel });

/**
 * What a customer and the mesh said to each other lately on one channel, over all tickets. It may vanish at any time:
 * reading and writing never fail and never wait longer than one command may take.
 */
@Injectable()
export class CustomerSessions {
  private readonly reads;
  private readonly writes;

  constructor(
    @Inject(SessionStore) private readonly store: SessionStore,
    @Inject(ApiDatabase) private readonly database: ApiDatabase,
    @Inject(Metrics) metrics: Metrics,
  ) {
    this.reads = metrics.counter(METRICS.sessionReads, 'Looks into the session of a customer', ['result']);
    this.writes = metrics.counter(METRICS.sessionWrites, 'Messages added to the session of a customer', ['result']);
  }

  /** The newest messages, oldest first; none when there is no session or its store is away. */
  async recent(session: SessionRef): Promise<readonly ConversationMessage[]> {
    try {
      const turns = await this.store.recent(session, MOST_TURNS);
      this.reads.inc({ result: turns.length > 0 ? 'hit' : 'miss' });
      return turns.map(({ id, author, text, at }) => ({ messageId: id, author, body: text, at }));
    } catch {
      this.reads.inc({ result: 'away' });
      return [];
    }
  }

  /** Those of the session to which a ticket belongs; ask before the ticket is locked. */
  async recentOfTicket(tenantId: string, ticketId: string): Promise<readonly ConversationMessage[]> {
    const ticket = await this.database.inTenant(tenantId, (sql) => findTicket({ tenantId, sql }, ticketId));
    return ticket ? this.recent(sessionOf(tenantId, ticket)) : [];
  }

  /** Call it after the commit; it goes on behind the caller. */
  remember(session: SessionRef, { messageId, author, body, at }: ConversationMessage): void {
    const turn = { id: messageId, author, text: [...body.slice(0, MOST_CHARACTERS)].join(''), at };
    this.store.append(session, [turn]).then(
      () => this.writes.inc({ result: 'written' }),
      () => this.writes.inc({ result: 'lost' }),
    );
  }

  /** Removes every session of a customer and says how many there were. @throws RetryableError `SESSION_UNAVAILABLE` */
  forget(tenantId: string, customerId: string): Promise<number> {
    return this.store.forget(tenantId, customerId);
  }
}
