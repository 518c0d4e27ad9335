import { SetMetadata } from '@nestjs/common';
import type { DataOf, Message, MessageDefinition } from '@mesh/contracts';
import type { WorkTransaction } from './work-transaction';

export type MessageOf<Definition extends MessageDefinition> = Message<DataOf<Definition>>;

/** What slow work may know. */
export interface WorkContext {
  /** Aborted when the deadline passes, a newer turn makes the work pointless, or the service stops. */
  readonly signal: AbortSignal;
  /** 1 on the first try. */
  readonly attempt: number;
}

/**
 * Obeys one kind of message (or several). `prepare` is slow and repeatable, runs outside any transaction, and its
 * result (JSON) is journalled, so a redelivery never pays for it twice. `commit` is quick and runs in one transaction
 * with the inbox row and everything it sends. TerminalError: dead letter now. Anything else: retried, then dead letter.
 */
export interface MessageHandler<Definition extends MessageDefinition = MessageDefinition, Prepared = void> {
  prepare?(message: MessageOf<Definition>, context: WorkContext): Promise<Prepared>;
  commit(message: MessageOf<Definition>, prepared: Prepared, tx: WorkTransaction): Promise<void>;
}

export const HANDLES = 'mesh:handles';

/** Says which messages a handler class obeys. Providers with this mark are found by the messaging module. */
export const Handles = (...definitions: MessageDefinition[]): ClassDecorator => SetMetadata(HANDLES, definitions);
