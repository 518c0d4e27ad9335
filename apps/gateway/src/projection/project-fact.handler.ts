import { Inject, Injectable } from '@nestjs/common';
import { MESSAGE_DEFINITIONS, type Message, RESTING_STATUSES } from '@mesh/contracts';
import { RetryableError, TerminalError } from '@mesh/kernel';
import { type CommitWork, Handles, type MessageHandler, TestSwitches, type WorkTransaction } from '@mesh/messaging';
import { METRICS, Metrics } from '@mesh/observability';
import { TicketStream } from '../streaming/ticket-stream.port';
import { type TicketRow, lockTickets } from '../tickets/ticket-row';
import { stopWatchingTurn } from '../turns/open-turn';
import { type TimelineFact, fanOut } from '../webhooks/fan-out';
import { WebhookBell } from '../webhooks/bells';
import { AnyFact, type Projected, applyFact } from './apply-fact';
import { appendTimeline } from './timeline-store';
import { type SavedProjection, saveProjections } from './save-projection';

const FACTS = MESSAGE_DEFINITIONS.filter((definition) => definition.lane === 'facts');

/** Every fact, in the order of its sequence: the ticket as seen from outside, the timeline and the streams follow. */
@Injectable()
@Handles(...FACTS)
export class ProjectFactHandler implements MessageHandler {
  private readonly ended;

  constructor(
    @Inject(TicketStream) private readonly stream: TicketStream,
    @Inject(WebhookBell) private readonly bell: WebhookBell,
    @Inject(TestSwitches) private readonly walls: TestSwitches,
    @Inject(Metrics) metrics: Metrics,
  ) {
    this.ended = metrics.counter(METRICS.ticketsTerminal, 'Tickets on which the machine work has ended', ['status']);
  }

  commit(message: Message, prepared: void, tx: WorkTransaction): Promise<void> {
    return this.commitTogether([{ message, prepared, tx }]);
  }

  async commitTogether(works: readonly CommitWork[]): Promise<void> {
    const [first] = works;
    if (!first) return;
    const facts = works.map(({ message, tx }) => ({ fact: message, said: AnyFact.parse(message.data), tx }));
    const tickets = await lockTickets(
      first.tx,
      facts.map(({ said }) => said.ticketId),
    );
    const applied = facts.flatMap((fact) => this.apply(fact, tickets.get(fact.said.ticketId)));
    if (applied.length === 0) return;
    await saveProjections(first.tx, applied.map(projectionOf));
    const entries = applied.map(entryOf);
    const { hasWebhooks } = await appendTimeline(first.tx, entries);
    if (hasWebhooks) await this.tellWebhooks(first.tx, entries);
    for (const one of applied) this.followUp(one);
  }

  /** Nothing for what was applied already. */
  private apply(told: Told, ticket: TicketRow | undefined): Applied[] {
    if (!ticket) throw new TerminalError('TICKET_UNKNOWN', 'there is no such ticket');
    const sequence = this.walls.sequenceGate ? nextSequence(ticket, told.fact) : ticket.version + 1;
    if (sequence === undefined) return [];
    return [{ ...told, ticket, sequence, after: applyFact(ticket, told.fact) }];
  }

  private async tellWebhooks(tx: WorkTransaction, entries: readonly TimelineFact[]): Promise<void> {
    if ((await fanOut(tx, entries)) > 0) tx.afterCommit(() => this.bell.ring());
  }

  private followUp({ ticket, said, tx }: Applied): void {
    if (ticket.fact_turn < said.turn) stopWatchingTurn(tx, ticket.id, said.turn);
    const hasEnded = RESTING_STATUSES.has(said.status) && ticket.projected_status !== said.status;
    // Not before: a group that fails is committed again, one by one.
    tx.afterCommit(() => {
      if (hasEnded) this.ended.inc({ status: said.status });
      this.stream.announce({ tenantId: tx.tenantId, ticketId: ticket.id });
    });
  }
}

/** What is told of a ticket, and the transaction in which it is taken in. */
interface Told {
  readonly fact: Message;
  readonly said: AnyFact;
  readonly tx: WorkTransaction;
}

interface Applied extends Told {
  readonly ticket: TicketRow;
  readonly sequence: number;
  readonly after: Projected;
}

const projectionOf = ({ ticket, after, sequence, said }: Applied): SavedProjection => ({
  id: ticket.id,
  version: sequence,
  costMicros: said.costMicros ?? 0,
  ...after,
});

const entryOf = ({ said, fact, sequence }: Applied) => ({
  ...said,
  id: fact.id,
  sequence,
  type: fact.type,
  message: fact,
});

/** Undefined for what was applied already. */
function nextSequence(ticket: TicketRow, fact: Message): number | undefined {
  const sequence = fact.sequence ?? 0;
  if (sequence <= ticket.version) return undefined;
  if (sequence === ticket.version + 1) return sequence;
  throw new RetryableError('FACT_OUT_OF_ORDER', 'an earlier fact of the ticket is missing', { sequence });
}
