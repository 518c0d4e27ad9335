import path from 'node:path';
import { DistributedMesh, type DistributedOptions } from '../distributed-mesh/distributed-mesh';
import { SmallDisk } from '../faults/small-disk';
import { History } from '../ledger/history';
import { CATALOGUE, makeFault, needsOf } from './catalogue';
import { type Need, OWN_SERVERS } from './fault';
import type { Broken, ChaosOptions } from './options';
import { Broker } from './rig/broker';
import { CLUSTER_OPTIONS } from './rig/cluster';
import { Counters } from './rig/counters';
import { DetourRig } from './rig/detour-rig';
import { IndexJobs } from './rig/index-jobs';
import { ModelRig } from './rig/model-rig';
import { QdrantRig } from './rig/qdrant-rig';
import { RedisControl } from './rig/redis-control';
import type { Rig } from './rig/rig';
import { SmallDisksRig } from './rig/small-disks-rig';
import { StandbyRig } from './rig/standby-rig';
import { SuperUser } from './rig/super-user';

/** A run of this many minutes and more has time for the session time-out that ships. */
const LONG_RUN_MINUTES = 30;
export const isLong = ({ minutes }: ChaosOptions): boolean => minutes >= LONG_RUN_MINUTES;
const SESSION_MS = { short: 6_000, long: 30_000 } as const;
const JOB_LEASE_MS = { short: 8_000, long: 60_000 } as const;

const isOwn = (need: Need | undefined): boolean => OWN_SERVERS.some((own) => own === need);

/** What the asked faults need; a long run without names has everything that one mesh can have. */
export const neededBy = (options: ChaosOptions): Need[] => {
  const everything = CATALOGUE.map((make) => make()).filter(({ needs }) => !isOwn(needs));
  return needsOf(options.faults ?? (isLong(options) ? everything.map(({ id }) => id) : []));
};

/** Without the faults that this machine does not allow, each with its reason. @throws Error for faults that exclude each other */
export function possibleHere(options: ChaosOptions, say: (line: string) => void): ChaosOptions {
  const needs = neededBy(options);
  const own = needs.filter(isOwn);
  const others = needs.filter((need) => need === 'detour' || need === 'standby');
  if (own.length > 1 || (own.length === 1 && others.length > 0)) {
    throw new Error(`one mesh cannot have all of: ${[...own, ...others].join(', ')}; name fewer faults`);
  }
  const refusal = needs.includes('small-disks') ? SmallDisk.refusal() : undefined;
  if (refusal === undefined) return options;
  const left = options.faults?.filter((id) => makeFault(id).needs !== 'small-disks') ?? [];
  say(`left out, because no disk can be mounted here (${refusal}): F08`);
  return { ...options, faults: left };
}

const SWITCH_OF: Readonly<Record<Broken, string>> = {
  inbox: 'TEST_INBOX_CHECK',
  'send-claim': 'TEST_SEND_CLAIM',
  'sequence-gate': 'TEST_SEQUENCE_GATE',
};

/** One of the faults never settles, at the gateway: it is not to last for long. */
const SHORT_DEADLINE = { INBOX_PREPARE_DEADLINE_MS: '5000' };
/** A model that is slow can then be overloaded by what any machine manages to submit. */
const FEW_PLACES = { INBOX_CONCURRENCY: '32', INTAKE_TENANT_LIMIT: '150' };

/** Starts the mesh on servers of its own; who calls it stops `mesh`, then the counterparts. */
export async function startRig(options: ChaosOptions, dataDir: string, say: (line: string) => void): Promise<Rig> {
  const length = isLong(options) ? 'long' : 'short';
  const [sessionTimeoutMs, jobLeaseMs] = [SESSION_MS[length], JOB_LEASE_MS[length]];
  const counterparts = await startCounterparts(neededBy(options), dataDir);
  const given = givenTo(options, counterparts, {
    KAFKA_SESSION_TIMEOUT_MS: String(sessionTimeoutMs),
    JOBS_LEASE_MS: String(jobLeaseMs),
  });
  const mesh = await DistributedMesh.start({ dataDir, say, ...given }).catch(async (error: unknown) => {
    await stopCounterparts(counterparts);
    throw error;
  });
  return {
    mesh,
    sessionTimeoutMs,
    jobLeaseMs,
    ...counterparts,
    jobs: new IndexJobs(mesh),
    broker: new Broker(mesh.servers.kafka.brokers),
    database: new SuperUser(mesh.servers.postgres.adminUrl),
    redis: new RedisControl(mesh),
    counters: new Counters(mesh),
    history: new History(path.join(dataDir, 'ledger.jsonl')),
  };
}

type Given = Omit<DistributedOptions, 'dataDir' | 'say'>;

function givenTo(options: ChaosOptions, counterparts: Counterparts, environment: NodeJS.ProcessEnv): Given {
  const needs = neededBy(options);
  const shape = shapeOf(needs, counterparts);
  return {
    ...shape,
    replicas: options.replicas,
    environment: {
      MESH_ENVIRONMENT: 'testing',
      LOG_LEVEL: 'warn',
      // Counted in Redis, as for every key, but never reached.
      THROTTLE_STANDARD_PER_MINUTE: '1000000',
      INBOX_LEASE_MS: '5000',
      // Single messages ask for them.
      TEST_HANDLER_FAULTS: 'true',
      ...environment,
      ...shape.environment,
      ...(options.broken === undefined ? {} : { [SWITCH_OF[options.broken]]: 'false' }),
    },
    environmentFor: (service) => (service === 'gateway' && needs.includes('faulty-handlers') ? SHORT_DEADLINE : {}),
  };
}

type Counterparts = Pick<Rig, 'qdrant' | 'detour' | 'standby' | 'model' | 'disks'>;

async function startCounterparts(needs: readonly Need[], dataDir: string): Promise<Counterparts> {
  return {
    ...(needs.includes('qdrant') ? { qdrant: await QdrantRig.start() } : {}),
    ...(needs.includes('detour') ? { detour: await DetourRig.start() } : {}),
    ...(needs.includes('standby') ? { standby: await StandbyRig.start() } : {}),
    ...(needs.includes('model') || needs.includes('few-places') ? { model: await ModelRig.start() } : {}),
    ...(needs.includes('small-disks') ? { disks: await SmallDisksRig.start(dataDir) } : {}),
  };
}

/** After the mesh. */
export async function stopCounterparts({ qdrant, detour, model, disks }: Counterparts): Promise<void> {
  await qdrant?.counterpart.stop();
  await detour?.stop();
  await model?.counterpart.stop();
  await disks?.stop();
}

type Shape = Pick<DistributedOptions, 'servers' | 'environment' | 'brokersFor'>;

/** What the counterparts ask of the servers and processes, put together. */
function shapeOf(needs: readonly Need[], { qdrant, detour, standby, model, disks }: Counterparts): Shape {
  const shapes: readonly (Shape | undefined)[] = [
    detour?.options,
    standby && { servers: { postgres: () => Promise.resolve(standby.server) } },
    qdrant && { environment: { QDRANT_URL: qdrant.counterpart.url } },
    model && { environment: model.environment },
    disks?.options,
    needs.includes('cluster') ? CLUSTER_OPTIONS : undefined,
    needs.includes('few-places') ? { environment: FEW_PLACES } : undefined,
  ];
  return shapes.reduce<Shape>(
    (all, shape) => ({
      ...all,
      ...shape,
      servers: { ...all.servers, ...shape?.servers },
      environment: { ...all.environment, ...shape?.environment },
    }),
    {},
  );
}
