import { type Actor, CheckTurnStarted, StartTurn, type TurnInput } from '@mesh/contracts';
import { derivedId } from '@mesh/kernel';
import type { WorkTransaction } from '@mesh/messaging';

export interface NewTurn {
  readonly ticketId: string;
  readonly turn: number;
  readonly cause: 'created' | 'message' | 'release';
  /** The message that opened it; none with `release`. */
  readonly messageId?: string;
  readonly actor: Actor;
  readonly input: TurnInput;
}

const INSERT = `
  INSERT INTO gateway.turns (tenant_id, ticket_id, turn, cause, message_id, actor, policy_version)
  VALUES ($1, $2, $3, $4, $5, $6, $7)`;

/** Writes down what the turn started from and watches that the supervisor takes it up. */
export async function openTurn(tx: WorkTransaction, turn: NewTurn, startDeadlineMs: number): Promise<void> {
  await tx.sql.run(INSERT, [
    tx.tenantId,
    turn.ticketId,
    turn.turn,
    turn.cause,
    turn.messageId ?? null,
    JSON.stringify(turn.actor),
    turn.input.policy.version,
  ]);
  watchTurn(tx, { ticketId: turn.ticketId, turn: turn.turn, attempt: 1 }, startDeadlineMs);
}

export interface TurnWatch {
  readonly ticketId: string;
  readonly turn: number;
  readonly attempt: 1 | 2;
}

const timerIdOf = (watch: TurnWatch): string => derivedId('turn-started', watch.ticketId, watch.turn, watch.attempt);

export function watchTurn(tx: WorkTransaction, watch: TurnWatch, afterMs: number): void {
  tx.setTimer(CheckTurnStarted.draft(watch.ticketId, watch), { id: timerIdOf(watch), afterMs });
}

/** The supervisor has said something about the turn. */
export function stopWatchingTurn(tx: WorkTransaction, ticketId: string, turn: number): void {
  for (const attempt of [1, 2] as const) tx.cancelTimer(timerIdOf({ ticketId, turn, attempt }));
}

/** Tells the supervisor that a customer wrote. */
export function startTurn(
  tx: WorkTransaction,
  turn: NewTurn & { cause: 'created' | 'message'; messageId: string },
): void {
  const { ticketId, cause, messageId, input } = turn;
  tx.send(StartTurn.draft(ticketId, { ticketId, turn: turn.turn, cause, messageId, input }));
}
