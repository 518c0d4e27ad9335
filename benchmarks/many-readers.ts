import { pause } from '../tools/running-mesh/start-mesh';
import { QUESTIONS } from './questions';
import { percentile, rise, round } from './figures';
import { type MeasuredMesh, cpuOf, rssAfterCollection } from './measured-mesh';
import { type MixFigures, RequestMix } from './request-mix';
import { StreamCrowd } from './stream-crowd';

export interface ManyReaders extends MixFigures {
  readonly readers: number;
  readonly requestsPerS: number;
  readonly acceptedTicketsPerS: number;
  /** The fewest readers that were connected at a look: each comes back once a minute. */
  readonly fewestConnected: number;
  readonly refusedReaders: Readonly<Record<string, number>>;
  readonly brokenStreams: number;
  readonly events: number;
  readonly rssMb: number;
  /** Of memory after collections, over the last minute. */
  readonly memoryRise: number;
  readonly cpuCores: Readonly<Record<string, number>>;
  readonly faults: readonly string[];
}

export interface Crowd {
  readonly readers: number;
  readonly perSecond: number;
  readonly seconds: number;
}

const TENANT_READERS = 10;
const LOOK_MS = 5_000;
const LAST_MINUTE_MS = 60_000;
const MOST_RISE = 0.01;

/** Readers of streams and requests at once on one mesh; the driver shares the machine, its CPU is shown apart. */
export async function manyReaders(
  { readers, perSecond, seconds }: Crowd,
  mesh: MeasuredMesh,
  progress: (line: string) => void,
): Promise<ManyReaders> {
  const at = { url: mesh.url, key: mesh.key };
  const mix = new RequestMix({ ...at, perSecond, seconds, questions: QUESTIONS });
  await mix.post(20);
  const crowd = new StreamCrowd({ ...at, readers, ofTenant: TENANT_READERS, ticket: () => mix.newest });
  await crowd.untilComplete();
  progress(`${readers} readers are connected`);
  const before = { cpu: cpuOf(mesh), own: process.cpuUsage(), at: performance.now() };
  const [figures, memory] = await Promise.all([mix.run(), watch(mesh, crowd, seconds, progress)]);
  const elapsed = (performance.now() - before.at) / 1_000;
  const cpu = Object.entries(cpuOf(mesh)).map(
    ([name, used]) => [name, (used - (before.cpu[name] ?? 0)) / elapsed] as const,
  );
  const own = process.cpuUsage(before.own);
  await crowd.leave();
  const result = {
    ...figures,
    readers,
    requestsPerS: round((perSecond * seconds) / elapsed, 1),
    acceptedTicketsPerS: round(figures.acceptedTickets / elapsed, 2),
    fewestConnected: crowd.fewest,
    refusedReaders: Object.fromEntries(crowd.refused),
    brokenStreams: crowd.broken,
    events: crowd.events,
    rssMb: Math.round(percentile(memory, 0.5)),
    memoryRise: round(rise(memory), 4),
    cpuCores: Object.fromEntries(
      [...cpu, ['driver', (own.user + own.system) / 1e6 / elapsed] as const].map(([name, cores]) => [
        name,
        round(cores, 2),
      ]),
    ),
  };
  return { ...result, faults: faultsOf(result) };
}

/** Looks at the crowd all the time and at the memory in the last minute. */
async function watch(
  mesh: MeasuredMesh,
  crowd: StreamCrowd,
  seconds: number,
  progress: (line: string) => void,
): Promise<number[]> {
  const ends = performance.now() + seconds * 1_000;
  const memory: number[] = [];
  while (performance.now() < ends) {
    await pause(LOOK_MS);
    crowd.look();
    if (ends - performance.now() > LAST_MINUTE_MS) continue;
    memory.push(await rssAfterCollection(mesh));
    progress(`${crowd.connected} readers, ${Math.round(memory.at(-1) ?? 0)} MB`);
  }
  return memory;
}

function faultsOf(result: Omit<ManyReaders, 'faults'>): string[] {
  const bad = Object.entries({ ...result.statuses }).filter(([status]) => status === '0' || Number(status) >= 500);
  return [
    ...bad.map(([status, count]) => `${count} requests were answered with ${status}`),
    ...Object.entries(result.refusedReaders).map(([status, count]) => `${count} readers were answered with ${status}`),
    ...(result.brokenStreams > 0 ? [`${result.brokenStreams} streams broke`] : []),
    ...(result.memoryRise >= MOST_RISE
      ? [`memory rose by ${(100 * result.memoryRise).toFixed(1)} % in the last minute`]
      : []),
  ];
}
