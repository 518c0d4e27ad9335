import type { Message } from '@mesh/contracts';
import type { Received } from '../inbox/receiver';
import type { TopicReader } from './topic-reader';

/** A message and the topic it goes to. */
export interface Outgoing {
  readonly topic: string;
  readonly message: Message;
}

/** What a transport does with a batch that has come in. */
export interface ReceivingEnd {
  /** Called after the batch is in the inbox. */
  received(batch: Received): void;
}

/** Carries messages from the outbox of one service to the inboxes of others, at least once and in order per key. */
export abstract class Transport {
  /** Starts delivering into this service's inbox. */
  abstract start(end: ReceivingEnd): Promise<void>;
  /**
   * Resolves when every message is safe at the other side. @throws RetryableError when it may not be; MessageRefused when
   * one of them never will be, with or without others of the batch having been published
   */
  abstract publish(batch: readonly Outgoing[]): Promise<void>;
  /** Reads what was published; absent where there are no topics. */
  get reader(): TopicReader | undefined {
    return undefined;
  }
  /** Takes nothing more in. Publishing goes on: what is being worked on is still to be sent. */
  abstract stop(): Promise<void>;
  /** Lets go of what publishing holds; nothing is published after it. */
  close(): Promise<void> {
    return Promise.resolve();
  }
}
