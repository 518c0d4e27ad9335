import { codeOf } from '@mesh/kernel';
import type { EachBatchPayload } from 'kafkajs';
import type { RawMessage } from '../../inbox/raw-message';
import type { Received } from '../../inbox/receiver';
import { decodeRecord } from './cloud-events';

export interface BatchParts {
  /** Puts records into the inbox, all or none. */
  store(records: readonly RawMessage[]): Promise<Received>;
  /** Told after they are there, before the offset is committed. */
  stored(received: Received): void;
  /** Told that they could not be stored; it is tried again. */
  struggling(error: unknown): void;
}

const RETRY_MS = 250;

/** Of what the client offers to a batch, what is used. */
export type BatchPayload = Pick<
  EachBatchPayload,
  'batch' | 'resolveOffset' | 'heartbeat' | 'commitOffsetsIfNecessary' | 'uncommittedOffsets' | 'isRunning' | 'isStale'
>;

/** One batch of one partition: into the inbox, then its offset; never anything slow, never past what is not stored. */
export class BatchReceiver {
  constructor(
    private readonly parts: BatchParts,
    private readonly retryMs = RETRY_MS,
  ) {}

  readonly receive = async (payload: BatchPayload): Promise<void> => {
    const { topic, partition, messages } = payload.batch;
    const last = messages.at(-1);
    if (!last) return;
    const received = await this.storeAtLast(
      payload,
      messages.map((message) => decodeRecord(topic, partition, message)),
    );
    if (!received) return;
    this.parts.stored(received);
    payload.resolveOffset(last.offset);
    await payload.commitOffsetsIfNecessary(payload.uncommittedOffsets());
  };

  /** A database that is away is waited for within the group; undefined when the batch is no longer ours to store. */
  private async storeAtLast(payload: BatchPayload, records: readonly RawMessage[]): Promise<Received | undefined> {
    while (payload.isRunning() && !payload.isStale()) {
      try {
        return await this.parts.store(records);
      } catch (error) {
        this.parts.struggling(error);
      }
      // Throws when the group has gone on without this consumer.
      await payload.heartbeat();
      await new Promise((resolve) => setTimeout(resolve, this.retryMs));
    }
    return undefined;
  }
}

/** The one fault that excuses a consumer from making progress. */
export const isDatabaseAway = (error: unknown): boolean => codeOf(error) === 'DATABASE_UNAVAILABLE';
