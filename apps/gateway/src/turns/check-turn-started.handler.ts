import { Inject, Injectable } from '@nestjs/common';
import { type Actor, CheckTurnStarted, RecordPersonAction } from '@mesh/contracts';
import type { ConfigOf } from '@mesh/config';
import { Handles, type MessageHandler, type MessageOf, type WorkTransaction } from '@mesh/messaging';
import { Logger } from '@mesh/observability';
import { firstRow } from '@mesh/persistence';
import { GatewayConfig } from '../gateway.config';
import { type TicketRow, lockTicket } from '../tickets/ticket-row';
import { forceWithPerson } from './force-with-person';
import { startTurn, watchTurn } from './open-turn';
import { readTurnInput } from './turn-input';

interface OpenedTurn {
  readonly cause: 'created' | 'message' | 'release';
  readonly message_id: string | null;
  readonly actor: Actor;
}

const OPENED = `
  SELECT cause, message_id, actor FROM gateway.turns WHERE tenant_id = $1 AND ticket_id = $2 AND turn = $3`;

/** The supervisor has said nothing about a turn: it is started once more, then the ticket goes to a person. */
@Injectable()
@Handles(CheckTurnStarted)
export class CheckTurnStartedHandler implements MessageHandler<typeof CheckTurnStarted> {
  constructor(
    @Inject(GatewayConfig.token) private readonly config: ConfigOf<typeof GatewayConfig>,
    @Inject(Logger) private readonly logger: Logger,
  ) {}

  async commit(command: MessageOf<typeof CheckTurnStarted>, _: void, tx: WorkTransaction): Promise<void> {
    const { ticketId, turn, attempt } = command.data;
    const ticket = await lockTicket(tx, ticketId);
    if (!ticket || ticket.turn !== turn || ticket.fact_turn >= turn || ticket.status === 'closed') return;
    this.logger.warn('turn.not_started', { turn, attempt });
    if (attempt === 2) return forceWithPerson(tx, ticket, 'not_started');
    await startAgain(tx, ticket);
    watchTurn(tx, { ticketId, turn, attempt: 2 }, this.config.START_DEADLINE_MS);
  }
}

async function startAgain(tx: WorkTransaction, ticket: TicketRow): Promise<void> {
  const opened = await firstRow<OpenedTurn>(tx.sql, OPENED, [tx.tenantId, ticket.id, ticket.turn]);
  if (!opened) return;
  const { actor, cause, message_id: messageId } = opened;
  const shared = { ticketId: ticket.id, turn: ticket.turn, actor, input: await readTurnInput(tx, ticket) };
  if (cause !== 'release' && messageId !== null) return startTurn(tx, { ...shared, cause, messageId });
  const { input, ...act } = shared;
  tx.send(RecordPersonAction.draft(ticket.id, { ...act, action: { kind: 'release', input } }));
}
