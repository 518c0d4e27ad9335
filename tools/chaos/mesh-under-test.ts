import path from 'node:path';
import { DistributedMesh } from '../distributed-mesh/distributed-mesh';
import { History } from '../ledger/history';
import { CATALOGUE, needsOf } from './catalogue';
import type { Need } from './fault';
import type { Broken, ChaosOptions } from './options';
import { Broker } from './rig/broker';
import { IndexJobs } from './rig/index-jobs';
import { ModelRig } from './rig/model-rig';
import { DetourRig } from './rig/detour-rig';
import { QdrantRig } from './rig/qdrant-rig';
import { StandbyRig } from './rig/standby-rig';
import { Counters } from './rig/counters';
import { RedisControl } from './rig/redis-control';
import type { Rig } from './rig/rig';
import { SuperUser } from './rig/super-user';

/** A run of this many minutes and more has time for the session time-out that ships. */
const LONG_RUN_MINUTES = 30;
export const isLong = ({ minutes }: ChaosOptions): boolean => minutes >= LONG_RUN_MINUTES;
const SESSION_MS = { short: 6_000, long: 30_000 } as const;

/** What the asked faults need; a long run without names has everything. */
export const neededBy = (options: ChaosOptions): Need[] =>
  needsOf(options.faults ?? (isLong(options) ? CATALOGUE.map((make) => make().id) : []));

const SWITCH_OF: Readonly<Record<Broken, string>> = {
  inbox: 'TEST_INBOX_CHECK',
  'send-claim': 'TEST_SEND_CLAIM',
  'sequence-gate': 'TEST_SEQUENCE_GATE',
};

/** The deadline is short, because one of the faults is never to settle. */
const FAULTY_HANDLERS = { TEST_HANDLER_FAULTS: 'true', INBOX_PREPARE_DEADLINE_MS: '5000' };
const JOB_LEASE_MS = { short: 8_000, long: 60_000 } as const;

/** Starts the mesh on servers of its own; who calls it stops `mesh`. */
export async function startRig(options: ChaosOptions, dataDir: string, say: (line: string) => void): Promise<Rig> {
  const length = isLong(options) ? 'long' : 'short';
  const [sessionTimeoutMs, jobLeaseMs] = [SESSION_MS[length], JOB_LEASE_MS[length]];
  const { qdrant, detour, standby, model } = await startCounterparts(neededBy(options));
  const mesh = await DistributedMesh.start({
    dataDir,
    ...detour?.options,
    servers: {
      ...detour?.options.servers,
      ...(standby === undefined ? {} : { postgres: () => Promise.resolve(standby.server) }),
    },
    replicas: options.replicas,
    say,
    environment: {
      MESH_ENVIRONMENT: 'testing',
      LOG_LEVEL: 'warn',
      // Counted in Redis, as for every key, but never reached.
      THROTTLE_STANDARD_PER_MINUTE: '1000000',
      KAFKA_SESSION_TIMEOUT_MS: String(sessionTimeoutMs),
      INBOX_LEASE_MS: '5000',
      JOBS_LEASE_MS: String(jobLeaseMs),
      ...(qdrant === undefined ? {} : { QDRANT_URL: qdrant.counterpart.url }),
      ...model?.environment,
      ...(neededBy(options).includes('faulty-handlers') ? FAULTY_HANDLERS : {}),
      ...(options.broken === undefined ? {} : { [SWITCH_OF[options.broken]]: 'false' }),
    },
  });
  return {
    mesh,
    sessionTimeoutMs,
    jobLeaseMs,
    ...(qdrant === undefined ? {} : { qdrant }),
    ...(detour === undefined ? {} : { detour }),
    ...(standby === undefined ? {} : { standby }),
    ...(model === undefined ? {} : { model }),
    jobs: new IndexJobs(mesh),
    broker: new Broker(mesh.servers.kafka.brokers),
    database: new SuperUser(mesh.servers.postgres.adminUrl),
    redis: new RedisControl(mesh),
    counters: new Counters(mesh),
    history: new History(path.join(dataDir, 'ledger.jsonl')),
  };
}

async function startCounterparts(needs: readonly Need[]) {
  return {
    qdrant: needs.includes('qdrant') ? await QdrantRig.start() : undefined,
    detour: needs.includes('detour') ? await DetourRig.start() : undefined,
    standby: needs.includes('standby') ? await StandbyRig.start() : undefined,
    model: needs.includes('model') ? await ModelRig.start() : undefined,
  };
}
