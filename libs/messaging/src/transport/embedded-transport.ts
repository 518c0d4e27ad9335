import type { Message, ServiceName } from '@mesh/contracts';
import type { WorkerDatabase } from '@mesh/persistence';
import type { CrashPoints } from '../crash-points';
import { InboxReceiver } from '../inbox/receiver';
import type { Walls } from '../test-switches';
import { EmbeddedHub } from './embedded-hub';
import { readersOf } from './routes';
import { type Outgoing, type ReceivingEnd, Transport } from './transport';

/** No broker: the relay puts messages straight into the inboxes of their readers, on the same Postgres. */
export class EmbeddedTransport extends Transport {
  private readonly hub: EmbeddedHub;
  private end: ReceivingEnd | undefined;

  constructor(
    private readonly service: ServiceName,
    private readonly database: WorkerDatabase,
    private readonly options: { readonly walls: Walls; readonly crash: CrashPoints },
  ) {
    super();
    this.hub = EmbeddedHub.of(database.pool);
  }

  start(end: ReceivingEnd): Promise<void> {
    this.end = end;
    this.hub.join(this.service, end);
    return Promise.resolve();
  }

  async publish(batch: readonly Outgoing[]): Promise<void> {
    for (const [service, messages] of byReader(batch)) {
      const receiver = new InboxReceiver(this.database, service, this.options.walls);
      const received = await receiver.receive(messages);
      this.options.crash.passing('after_receive_before_offset_commit');
      this.hub.arrived(service, received);
    }
  }

  stop(): Promise<void> {
    if (this.end) this.hub.leave(this.service, this.end);
    return Promise.resolve();
  }
}

function byReader(batch: readonly Outgoing[]): Map<ServiceName, Message[]> {
  const groups = new Map<ServiceName, Message[]>();
  for (const { topic, message } of batch) {
    for (const reader of readersOf(topic)) {
      const group = groups.get(reader);
      if (group) group.push(message);
      else groups.set(reader, [message]);
    }
  }
  return groups;
}
