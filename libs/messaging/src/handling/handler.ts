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

/** A message whose slow work is done, in the transaction in which it is committed. */
export interface CommitWork<Definition extends MessageDefinition = MessageDefinition, Prepared = void> {
  readonly message: MessageOf<Definition>;
  readonly prepared: Prepared;
  readonly tx: WorkTransaction;
}

/**
 * Obeys one kind of message (or several). `prepare` is slow and repeatable, runs outside any transaction, and its
 * result (JSON) is journalled, so a redelivery never pays for it twice. `commit` is quick and runs in one transaction
 * with the inbox row and everything it sends. TerminalError: dead letter now. Anything else: retried, then dead letter.
 */
export interface MessageHandler<Definition extends MessageDefinition = MessageDefinition, Prepared = void> {
  prepare?(message: MessageOf<Definition>, context: WorkContext): Promise<Prepared>;
  commit(message: MessageOf<Definition>, prepared: Prepared, tx: WorkTransaction): Promise<void>;
  /**
   * Does what `commit` does for messages of one tenant, each about another ticket, in fewer statements. When it fails
   * nothing of it is kept, and each message is committed by itself.
   */
  commitTogether?(works: readonly CommitWork<Definition, Prepared>[]): Promise<void>;
}

export const HANDLES = 'mesh:handles';

/** Says which messages a handler class obeys. Providers with this mark are found by the messaging module. */
export const Handles = (...definitions: MessageDefinition[]): ClassDecorator => SetMetadata(HANDLES, definitions);
