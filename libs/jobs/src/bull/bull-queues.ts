import type { Queue, QueueOptions } from 'bull';
import type { BullJobData } from './bull-job';
import type { BullClient, BullConnections } from './redis-bull-connections';

export type BullQueue = Queue<BullJobData>;

/** The queue of Bull over given connections. The library is loaded only when somebody has a Redis. */
export async function openBullQueue(name: string, options: QueueOptions): Promise<BullQueue> {
  const { default: Bull } = await import('bull');
  return new Bull<BullJobData>(name, { ...options, skipVersionCheck: true } as QueueOptions);
}

/** Queues for ordering and looking, one connection for all of them. */
export class BullQueues {
  private connection: Promise<BullClient> | undefined;
  private readonly queues = new Map<string, Promise<BullQueue>>();

  constructor(
    private readonly connections: BullConnections,
    readonly keyPrefix: string,
    private readonly service: string,
  ) {}

  get(queue: string): Promise<BullQueue> {
    const known = this.queues.get(queue);
    if (known) return known;
    const opening = this.open(queue);
    this.queues.set(queue, opening);
    return opening;
  }

  nameOf(queue: string): string {
    return `${this.service}.${queue}`;
  }

  async redis(): Promise<BullClient> {
    this.connection ??= this.connections.forRequests();
    return this.connection;
  }

  /** Bull holds nothing of its own here: no workers, no listeners, only the connection. */
  async close(): Promise<void> {
    const connection = await this.connection;
    connection?.disconnect();
  }

  private async open(queue: string): Promise<BullQueue> {
    const client = await this.redis();
    return openBullQueue(this.nameOf(queue), { prefix: this.keyPrefix, createClient: () => client });
  }
}
