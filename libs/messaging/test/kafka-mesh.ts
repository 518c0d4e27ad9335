import type { MessageDefinition, ServiceName } from '@mesh/contracts';
import type { Metrics } from '@mesh/observability';
import { WorkerDatabase } from '@mesh/persistence';
import { type TestDatabase, testDatabase, waitFor } from '@mesh/testing';
import { CrashPoints } from '../src/crash-points';
import type { MessageHandler } from '../src/handling/handler';
import { messagingMigrations } from '../src/migrations/messaging-migrations';
import type { KafkaOptions } from '../src/transport/kafka/kafka-options';
import type { KafkaTransport } from '../src/transport/kafka/kafka-transport';
import type { Outgoing } from '../src/transport/transport';
import { KafkaBench, attached } from './kafka-bench';
import { type Handling, Replica } from './replica';
import type { Wires } from './wires';

export const PATIENCE_MS = 40_000;

/** A replica on Kafka and what can be done to it. */
export interface KafkaReplica {
  readonly replica: Replica;
  readonly transport: KafkaTransport;
  readonly wires: Wires;
  /** Of its transport; those of the rest are the replica's. */
  readonly metrics: Metrics;
}

type Limits = NonNullable<Parameters<typeof Replica.start>[4]>;

/** Services on one database and one broker, with a table in which their handlers leave traces. */
export class KafkaMesh {
  private readonly replicas: Replica[] = [];

  private constructor(
    readonly bench: KafkaBench,
    readonly database: TestDatabase,
  ) {}

  static async open(services: readonly ServiceName[]): Promise<KafkaMesh> {
    const bench = new KafkaBench(process.env['KAFKA_BROKERS']);
    const database = await testDatabase(
      services.map((schema) => ({ schema, migrations: messagingMigrations(schema) })),
    );
    await database.query('CREATE TABLE public.effects (n serial, key text, value int)');
    await database.query('GRANT INSERT ON public.effects TO mesh_worker');
    await database.query('GRANT USAGE ON SEQUENCE public.effects_n_seq TO mesh_worker');
    const mesh = new KafkaMesh(bench, database);
    await bench.prepare(mesh.prefix);
    return mesh;
  }

  get prefix(): string {
    return this.bench.prefixOf(this.database.urls.worker);
  }

  topic(name: string): string {
    return `${this.prefix}${name}`;
  }

  async start(
    service: ServiceName,
    handlings: readonly Handling[] = [],
    change: Partial<KafkaOptions> = {},
    limits: Limits = {},
  ): Promise<KafkaReplica> {
    const ends = attached(service);
    let transport: KafkaTransport | undefined;
    const make = (name: ServiceName, database: WorkerDatabase, crash: CrashPoints) =>
      (transport = this.bench.transport(name, database, crash, change, ends));
    const replica = await Replica.start(make, this.database, service, handlings, limits);
    this.replicas.push(replica);
    if (!transport) throw new Error('no transport was made');
    return { ...ends, replica, transport };
  }

  /** Delivers messages as another sender would, past every outbox. */
  async publish(batch: readonly Outgoing[]): Promise<void> {
    const worker = await WorkerDatabase.open(`${this.database.urls.worker}?application_name=publisher`, 2, 'test');
    const transport = this.bench.transport('supervisor', worker, new CrashPoints());
    await transport.publish(batch);
    await transport.close();
    await worker.close();
  }

  async count(service: ServiceName, status = 'done'): Promise<number> {
    const [row] = await this.database.query<{ n: string }>(
      `SELECT count(*) AS n FROM ${service}.inbox WHERE status = $1`,
      [status],
    );
    return Number(row?.n);
  }

  /** Waits for that many rows, and lets there be no more. */
  async done(service: ServiceName, count: number, status = 'done'): Promise<void> {
    const reached = async () => (await this.count(service, status)) >= count;
    await waitFor(`${count} rows of ${service} to be ${status}`, reached, PATIENCE_MS);
    expect(await this.count(service, status)).toBe(count);
  }

  /** What the handlers did, by key, in the order in which they did it. */
  async effects(): Promise<Record<string, number[]>> {
    const rows = await this.database.query<{ key: string; value: number }>(
      'SELECT key, value FROM public.effects ORDER BY n',
    );
    const byKey: Record<string, number[]> = {};
    for (const { key, value } of rows) byKey[key] = [...(byKey[key] ?? []), value];
    return byKey;
  }

  async close(): Promise<void> {
    await Promise.all(this.replicas.map((replica) => replica.stop()));
    await this.bench.clear();
    await this.database.drop();
  }
}

/** A handler that leaves a trace; `before` may be slow, or fail. */
export const tracing = (
  valueOf: (data: unknown) => number,
  before?: MessageHandler<MessageDefinition, unknown>['prepare'],
): MessageHandler<MessageDefinition, unknown> => ({
  ...(before ? { prepare: before } : {}),
  commit: async (message, _prepared, tx) => {
    await tx.sql.run('INSERT INTO public.effects (key, value) VALUES ($1, $2)', [
      message.subject,
      valueOf(message.data),
    ]);
  },
});

/** What a metric of a replica stands at, all labels together. */
export async function standOf({ metrics }: { metrics: Metrics }, metric: string): Promise<number> {
  const found = await metrics.registry.getSingleMetric(metric)?.get();
  return (found?.values ?? []).reduce((sum, { value }) => sum + value, 0);
}
