import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type * as Postgres from '../../scripts/lib/embedded-postgres-client.mjs' with { 'resolution-mode': 'import' };
import type * as Kafka from '../../scripts/lib/test-servers-kafka.mjs' with { 'resolution-mode': 'import' };
import type * as Redis from '../../scripts/lib/test-servers-redis.mjs' with { 'resolution-mode': 'import' };
import { scriptModule } from './script-modules';

type Say = (line: string) => void;

/** Enough for two replicas of every service. */
const POSTGRES_CONNECTIONS = 400;

export interface ServerFolders {
  readonly dataDir: string;
  readonly say: Say;
  readonly onPostgresLost: (error: Error) => void;
  /** Another Postgres than the embedded one. */
  readonly postgres?: () => Promise<Postgres.EmbeddedPostgres>;
  /** A second way to the broker, through a proxy. */
  readonly kafkaDetour?: Kafka.Detour;
  /** Brokers of the cluster. Default: one, which is no cluster. */
  readonly kafkaNodes?: number;
}

/** The real servers behind a distributed mesh, as processes of this machine; their data survive a stop. */
export class NativeServers {
  private constructor(
    readonly postgres: Postgres.EmbeddedPostgres,
    readonly kafka: Kafka.KafkaBrokers,
    private runningRedis: Redis.RunningRedis,
    private readonly redisFolder: string,
    /** Milliseconds until each server answered. */
    readonly startedIn: Readonly<Record<string, number>>,
  ) {}

  /** @throws Error that says which server cannot be had, and why; those that had started are stopped again */
  static async start(folders: ServerFolders): Promise<NativeServers> {
    const startedIn: Record<string, number> = {};
    const timed = async <Server>(name: string, start: Promise<Server>): Promise<Server> => {
      const since = performance.now();
      const server = await start;
      startedIn[name] = Math.round(performance.now() - since);
      return server;
    };
    const redisFolder = path.join(folders.dataDir, 'redis');
    const jars = await (await scriptModule<typeof Kafka>('test-servers-kafka.mjs')).kafkaJars(folders.say);
    const [postgres, kafka, redis] = await Promise.allSettled([
      timed('postgres', (folders.postgres ?? (() => startPostgres(folders)))()),
      timed('kafka', startKafka(jars, folders)),
      timed('redis', startRedis(redisFolder)),
    ]);
    if (postgres.status === 'fulfilled' && kafka.status === 'fulfilled' && redis.status === 'fulfilled') {
      return new NativeServers(postgres.value, kafka.value, redis.value, redisFolder, startedIn);
    }
    const all = [postgres, kafka, redis];
    await Promise.all(all.map(async (one) => (one.status === 'fulfilled' ? one.value.stop() : undefined)));
    const reasons = all.flatMap((one) => (one.status === 'rejected' ? [one.reason as unknown] : []));
    throw new AggregateError(reasons, reasons.map(reasonOf).join('\n'));
  }

  get redis(): Redis.RunningRedis {
    return this.runningRedis;
  }

  /** A new Redis at the same address, with what the old one had written down. */
  async restartRedis(): Promise<void> {
    await this.runningRedis.kill();
    this.runningRedis = await startRedis(this.redisFolder, this.runningRedis.port);
  }

  async stop(): Promise<void> {
    await Promise.all([this.postgres.stop(), this.kafka.stop(), this.runningRedis.stop()]);
  }
}

async function startPostgres({ dataDir, onPostgresLost }: ServerFolders): Promise<Postgres.EmbeddedPostgres> {
  const { startEmbeddedPostgres } = await scriptModule<typeof Postgres>('embedded-postgres-client.mjs');
  return startEmbeddedPostgres({ dataDir, maxConnections: POSTGRES_CONNECTIONS, onExit: onPostgresLost });
}

async function startKafka(jars: string, folders: ServerFolders): Promise<Kafka.KafkaBrokers> {
  const { KafkaCluster, KafkaServer } = await scriptModule<typeof Kafka>('test-servers-kafka.mjs');
  const { kafkaDetour: detour, kafkaNodes = 1 } = folders;
  const folder = path.join(folders.dataDir, 'kafka');
  if (kafkaNodes > 1) return KafkaCluster.open(jars, folder, kafkaNodes);
  return KafkaServer.open(jars, folder, detour === undefined ? {} : { detour });
}

async function startRedis(folder: string, port?: number): Promise<Redis.RunningRedis> {
  mkdirSync(folder, { recursive: true });
  const { startRedis: start } = await scriptModule<typeof Redis>('test-servers-redis.mjs');
  return start({ folder, ...(port === undefined ? {} : { port }) });
}

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
