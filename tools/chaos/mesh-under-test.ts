import path from 'node:path';
import { DistributedMesh } from '../distributed-mesh/distributed-mesh';
import { History } from '../ledger/history';
import type { Broken, ChaosOptions } from './options';
import { Broker } from './rig/broker';
import { Counters } from './rig/counters';
import { RedisControl } from './rig/redis-control';
import type { Rig } from './rig/rig';
import { SuperUser } from './rig/super-user';

/** A run of this many minutes and more has time for the session time-out that ships. */
const LONG_RUN_MINUTES = 30;
const SESSION_MS = { short: 6_000, long: 30_000 } as const;

const SWITCH_OF: Readonly<Record<Broken, string>> = {
  inbox: 'TEST_INBOX_CHECK',
  'send-claim': 'TEST_SEND_CLAIM',
  'sequence-gate': 'TEST_SEQUENCE_GATE',
};

/** Starts the mesh on servers of its own; who calls it stops `mesh`. */
export async function startRig(options: ChaosOptions, dataDir: string, say: (line: string) => void): Promise<Rig> {
  const sessionTimeoutMs = options.minutes >= LONG_RUN_MINUTES ? SESSION_MS.long : SESSION_MS.short;
  const mesh = await DistributedMesh.start({
    dataDir,
    replicas: options.replicas,
    say,
    environment: {
      MESH_ENVIRONMENT: 'testing',
      LOG_LEVEL: 'warn',
      KAFKA_SESSION_TIMEOUT_MS: String(sessionTimeoutMs),
      INBOX_LEASE_MS: '5000',
      ...(options.broken === undefined ? {} : { [SWITCH_OF[options.broken]]: 'false' }),
    },
  });
  return {
    mesh,
    sessionTimeoutMs,
    broker: new Broker(mesh.servers.kafka.brokers),
    database: new SuperUser(mesh.servers.postgres.adminUrl),
    redis: new RedisControl(mesh),
    counters: new Counters(mesh),
    history: new History(path.join(dataDir, 'ledger.jsonl')),
  };
}
