import { Inject, Injectable } from '@nestjs/common';
import { MESSAGE_DEFINITIONS, type Message, RESTING_STATUSES } from '@mesh/contracts';
import { RetryableError, TerminalError } from '@mesh/kernel';
import { Handles, type MessageHandler, TestSwitches, type WorkTransaction } from '@mesh/messaging';
import { METRICS, Metrics } from '@mesh/observability';
import { TicketStream } from '../streaming/ticket-stream.port';
import { type TicketRow, lockTicket } from '../tickets/ticket-row';
import { stopWatchingTurn } from '../turns/open-turn';
import { AnyFact, applyFact } from './apply-fact';
import { appendTimeline } from './timeline-store';
import { saveProjection } from './save-projection';

const FACTS = MESSAGE_DEFINITIONS.filter((definition) => definition.lane === 'facts');

/** Every fact, in the order of its sequence: the ticket as seen from outside, the timeline and the streams follow. */
@Injectable()
@Handles(...FACTS)
export class ProjectFactHandler implements MessageHandler {
  private readonly ended;

  constructor(
    @Inject(TicketStream) private readonly stream: TicketStream,
    @Inject(TestSwitches) private readonly walls: TestSwitches,
    @Inject(Metrics) metrics: Metrics,
  ) {
    this.ended = metrics.counter(METRICS.ticketsTerminal, 'Tickets on which the machine work has ended', ['status']);
  }

  async commit(fact: Message, _: void, tx: WorkTransaction): Promise<void> {
    const said = AnyFact.parse(fact.data);
    const ticket = await lockTicket(tx, said.ticketId);
    if (!ticket) throw new TerminalError('TICKET_UNKNOWN', 'there is no such ticket');
    const sequence = this.walls.sequenceGate ? nextSequence(ticket, fact) : ticket.version + 1;
    if (sequence === undefined) return;
    const after = applyFact(ticket, fact);
    await saveProjection(tx, ticket.id, { ...after, version: sequence, costMicros: said.costMicros ?? 0 });
    await appendTimeline(tx, { ...said, id: fact.id, sequence, type: fact.type, message: fact });
    tx.afterCommit(() => this.stream.announce({ tenantId: tx.tenantId, ticketId: ticket.id }));
    if (ticket.fact_turn < said.turn) stopWatchingTurn(tx, ticket.id, said.turn);
    if (RESTING_STATUSES.has(said.status) && ticket.projected_status !== said.status) {
      this.ended.inc({ status: said.status });
    }
  }
}

/** Undefined for what was applied already. */
function nextSequence(ticket: TicketRow, fact: Message): number | undefined {
  const sequence = fact.sequence ?? 0;
  if (sequence <= ticket.version) return undefined;
  if (sequence === ticket.version + 1) return sequence;
  throw new RetryableError('FACT_OUT_OF_ORDER', 'an earlier fact of the ticket is missing', { sequence });
}
