import type { MessageDefinition, MessageDraft, ServiceName } from '@mesh/contracts';
import { newId } from '@mesh/kernel';
import { Logger, Metrics } from '@mesh/observability';
import { ApiDatabase, WorkerDatabase } from '@mesh/persistence';
import type { TestDatabase } from '@mesh/testing';
import { type CrashPoint, CrashPoints } from '../src/crash-points';
import { FailStepPolicy } from '../src/dead-letters/dead-letter-topic';
import { DeadLetters } from '../src/dead-letters/dead-letters';
import type { MessageHandler } from '../src/handling/handler';
import type { WorkTransaction } from '../src/handling/work-transaction';
import { MessagingMetrics } from '../src/messaging-metrics';
import { type MessagingLimits, MessagingRuntime } from '../src/messaging-runtime';
import { OutboxPressure } from '../src/outbox/outbox-pressure';
import { PgTransactionalOutbox } from '../src/outbox/pg-transactional-outbox';
import type { Transport } from '../src/transport/transport';
import { HandlerRegistry } from '../src/work/handler-registry';

/** Makes the transport under test for one replica. */
export type MakeTransport = (service: ServiceName, database: WorkerDatabase, crash: CrashPoints) => Transport;

export type Handling = readonly [MessageDefinition, MessageHandler<MessageDefinition, unknown>];

const LIMITS: MessagingLimits = {
  worker: {
    concurrency: 64,
    tenantShare: 1,
    leaseMs: 1_000,
    pollMs: 30,
    prepareDeadlineMs: 5_000,
    journalAfterMs: 0,
    maxAttempts: 4,
    maxClaims: 10,
    backoff: { firstMs: 10, mostMs: 100 },
    groupSize: 16,
    drainDeadlineMs: 2_000,
  },
  relay: { batchSize: 50, pollMs: 30 },
  staleFacts: { patienceMs: 3_600_000, everyMs: 3_600_000 },
  reconciler: { everyMs: 3_600_000, windowMs: 3_600_000, settleMs: 0, mostPending: 500 },
};

const OUTBOX_LIMIT = 1_000;

/** One running copy of one service, with connections of its own so that it can die alone. */
export class Replica {
  private constructor(
    readonly service: ServiceName,
    private readonly worker: WorkerDatabase,
    private readonly api: ApiDatabase,
    readonly runtime: MessagingRuntime,
    readonly deadLetters: DeadLetters,
    readonly crashed: () => boolean,
    readonly metrics: Metrics,
  ) {}

  static async start(
    make: MakeTransport,
    database: TestDatabase,
    service: ServiceName,
    handlings: readonly Handling[],
    options: {
      readonly crashAt?: CrashPoint;
      readonly limits?: Partial<MessagingLimits['worker']>;
      readonly staleFacts?: MessagingLimits['staleFacts'];
    } = {},
  ): Promise<Replica> {
    const worker = await WorkerDatabase.open(own(database.urls.worker), 12, service);
    const api = await ApiDatabase.open(own(database.urls.api), 4, service);
    let dead = false;
    const crash = new CrashPoints(options.crashAt, 1, () => {
      dead = true;
      sever(worker);
      throw new Error('crashed on purpose');
    });
    const metrics = new Metrics(service, { withProcess: false });
    const handlers = new HandlerRegistry();
    for (const [definition, handler] of handlings) handlers.add([definition], handler);
    const runtime = new MessagingRuntime(
      {
        service,
        database: worker,
        transport: make(service, worker, crash),
        handlers,
        deadLetters: new FailStepPolicy(),
        logger: Logger.silent(),
        metrics: new MessagingMetrics(metrics),
        pressure: new OutboxPressure(worker, service, OUTBOX_LIMIT),
        crash,
      },
      {
        ...LIMITS,
        worker: { ...LIMITS.worker, ...options.limits },
        staleFacts: options.staleFacts ?? LIMITS.staleFacts,
      },
    );
    await runtime.start();
    return new Replica(
      service,
      worker,
      api,
      runtime,
      new DeadLetters(api, service, runtime.redriven),
      () => dead,
      metrics,
    );
  }

  /** Sends from outside any handler, as the HTTP path does. */
  send(...drafts: MessageDraft[]): Promise<void> {
    return this.transaction((tx) => {
      for (const draft of drafts) tx.send(draft);
      return Promise.resolve();
    });
  }

  transaction(work: (tx: WorkTransaction) => Promise<void>): Promise<void> {
    const outbox = new PgTransactionalOutbox(this.api, this.service, this.runtime.wake);
    return outbox.run({ tenantId: 'default', correlationId: newId() }, work);
  }

  async stop(): Promise<void> {
    if (!this.crashed()) await this.runtime.stop();
    await this.api.close();
    if (!this.crashed()) await this.worker.close();
  }
}

/** A URL of its own gives a pool of its own. */
const own = (url: string): string => `${url}?application_name=${newId()}`;

/** What the database sees when a process dies: all connections gone at once, and no new ones. */
function sever(database: WorkerDatabase): void {
  const pool = database.pool as unknown as {
    _clients: { connection: { stream: { destroy(): void } } }[];
    connect: () => Promise<never>;
  };
  pool.connect = () => Promise.reject(new Error('this replica is dead'));
  for (const client of pool._clients) client.connection.stream.destroy();
}
