import { type Outgoing, type ReceivingEnd, Transport } from '@mesh/messaging';

/** Takes everything and delivers nothing: for tests of one service alone. */
export class RecordingTransport extends Transport {
  readonly published: Outgoing[] = [];

  start(_end: ReceivingEnd): Promise<void> {
    return Promise.resolve();
  }

  publish(batch: readonly Outgoing[]): Promise<void> {
    this.published.push(...batch);
    return Promise.resolve();
  }

  stop(): Promise<void> {
    return Promise.resolve();
  }
}
