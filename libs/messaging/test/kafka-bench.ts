import type { ServiceName } from '@mesh/contracts';
import { Logger } from '@mesh/observability';
import type { WorkerDatabase } from '@mesh/persistence';
import { type ISocketFactory, Kafka, logLevel } from 'kafkajs';
import { type Socket, connect } from 'node:net';
import type { CrashPoints } from '../src/crash-points';
import { ensureTopics } from '../src/transport/kafka/ensure-topics';
import type { KafkaOptions } from '../src/transport/kafka/kafka-options';
import { KafkaTransport } from '../src/transport/kafka/kafka-transport';
import type { ReceivingEnd } from '../src/transport/transport';
import { ALL_WALLS } from '../src/test-switches';

/** Quick where waiting would only cost time; the shortest session that a broker allows by default. */
const optionsFor = (brokers: readonly string[], topicPrefix: string): KafkaOptions => ({
  access: { brokers, tls: false },
  topicPrefix,
  compression: 'none',
  sendDeadlineMs: 5_000,
  sessionTimeoutMs: 6_000,
  stopDeadlineMs: 5_000,
  intake: { pauseAbove: 10_000, resumeBelow: 5_000 },
  supervision: { lookEveryMs: 200, probeEveryMs: 2_000, standstillMs: 20_000, giveUpMs: 120_000 },
});

/** Connections to the broker that can be cut all at once, as when a process dies: nothing is left to say goodbye. */
export class Wires {
  private readonly sockets = new Set<Socket>();
  private isCut = false;

  readonly socketFactory: ISocketFactory = ({ host, port, onConnect }) => {
    const socket = connect({ host, port }, onConnect);
    this.sockets.add(socket);
    if (this.isCut) socket.destroy(new Error('this replica is dead'));
    return socket;
  };

  cut(): void {
    this.isCut = true;
    for (const socket of this.sockets) socket.destroy(new Error('this replica is dead'));
  }
}

/** A transport whose topics are made, under a prefix of its own, before it starts. */
class PreparedTransport extends KafkaTransport {
  constructor(
    private readonly prepare: () => Promise<void>,
    ...rest: ConstructorParameters<typeof KafkaTransport>
  ) {
    super(...rest);
  }

  override async start(end: ReceivingEnd): Promise<void> {
    await this.prepare();
    await super.start(end);
  }
}

/** The transports and topics of one spec file. Each database has topics and groups of its own. */
export class KafkaBench {
  private readonly made: KafkaTransport[] = [];
  private readonly prepared = new Map<string, Promise<void>>();
  private readonly brokers: readonly string[];
  readonly deaths: Error[] = [];

  constructor(brokers: string | undefined) {
    if (!brokers) throw new Error('KAFKA_BROKERS is not set');
    this.brokers = brokers.split(',');
  }

  /** The prefix of the topics of a database. */
  prefixOf(url: string): string {
    return `${new URL(url).pathname.slice(1)}.`;
  }

  transport(
    service: ServiceName,
    database: WorkerDatabase,
    crash: CrashPoints,
    change: Partial<KafkaOptions> = {},
  ): KafkaTransport {
    const prefix = this.prefixOf(String(database.pool.options.connectionString));
    const wires = new Wires();
    dieWith(crash, wires);
    const options = { ...optionsFor(this.brokers, prefix), ...change };
    const transport = new PreparedTransport(
      () => this.prepare(prefix),
      {
        service,
        database,
        crash,
        logger: Logger.silent(),
        walls: ALL_WALLS,
        fatal: (error) => this.deaths.push(error),
      },
      { ...options, access: { ...options.access, socketFactory: wires.socketFactory } },
    );
    this.made.push(transport);
    return transport;
  }

  prepare(prefix: string): Promise<void> {
    const preparing = this.prepared.get(prefix) ?? this.makeTopics(prefix);
    this.prepared.set(prefix, preparing);
    return preparing;
  }

  client(): Kafka {
    return new Kafka({ brokers: [...this.brokers], logLevel: logLevel.NOTHING });
  }

  /** Stops what a test has left behind and deletes its topics. */
  async clear(): Promise<void> {
    await Promise.all(this.made.splice(0).map((transport) => transport.stop().then(() => transport.close())));
    const admin = this.client().admin();
    await admin.connect();
    const prefixes = [...this.prepared.keys()];
    const topics = (await admin.listTopics()).filter((topic) => prefixes.some((prefix) => topic.startsWith(prefix)));
    if (topics.length > 0) await admin.deleteTopics({ topics });
    await admin.disconnect();
    this.prepared.clear();
  }

  private async makeTopics(prefix: string): Promise<void> {
    const retentionHours = { facts: 1, commands: 1, deadLetters: 1 };
    await ensureTopics(
      { brokers: this.brokers, tls: false },
      { prefix, partitions: 2, replication: 1, minInsync: 1, retentionHours },
      Logger.silent(),
    );
  }
}

/** The broker must see a crash as the database does. */
function dieWith(crash: CrashPoints, wires: Wires): void {
  const passing = crash.passing.bind(crash);
  crash.passing = (point) => {
    try {
      passing(point);
    } catch (error) {
      wires.cut();
      throw error;
    }
  };
}
