import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { MeshClient } from '@mesh/client';
import { sampleArticles } from '../apps/standalone/src/sample-knowledge';
import { DistributedMesh } from '../tools/distributed-mesh/distributed-mesh';
import { loadKnowledge } from '../tools/running-mesh/load-knowledge';
import { pause, startMesh } from '../tools/running-mesh/start-mesh';
import { messagesOn } from './broker-messages';
import { sum } from './figures';
import { cpuSecondsOf, rssMbOf } from './process-tree';

export type Profile = 'embedded' | 'distributed';

/** A fresh mesh with the sample articles, seen from outside. */
export interface MeasuredMesh {
  readonly client: MeshClient;
  readonly url: string;
  readonly key: string;
  /** Process ids by name, each with everything below it. */
  readonly parts: Readonly<Record<string, number>>;
  /** Those of `parts` that run Node, and collect garbage at SIGUSR2. */
  readonly services: readonly number[];
  /** Messages that the broker holds; undefined without one. */
  messages(): Promise<number | undefined>;
  close(): Promise<void>;
}

export const startMeasured = (
  profile: Profile,
  environment: Readonly<Record<string, string>>,
): Promise<MeasuredMesh> => (profile === 'embedded' ? embedded(environment) : distributed(environment));

/** Also measures what was not started by it: a collection is asked for by signal. */
const withCollector = (environment: Readonly<Record<string, string>>): Record<string, string> => ({
  LOG_LEVEL: 'warn',
  ...environment,
  NODE_OPTIONS: `--require ${path.join(__dirname, 'collect-on-signal.js')}`,
});

async function embedded(environment: Readonly<Record<string, string>>): Promise<MeasuredMesh> {
  const mesh = await startMesh({ environment: withCollector(environment) });
  return {
    client: mesh.client,
    url: mesh.url,
    key: mesh.key,
    parts: { mesh: mesh.pid },
    services: [mesh.pid],
    messages: () => Promise.resolve(undefined),
    close: async () => {
      await mesh.stop();
      mesh.remove();
    },
  };
}

async function distributed(environment: Readonly<Record<string, string>>): Promise<MeasuredMesh> {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'support-mesh-bench-'));
  const mesh = await DistributedMesh.start({ dataDir, environment: withCollector(environment) });
  const articles = sampleArticles().map(({ id, title, body }) => ({ doc_id: id, title, text: body }));
  await loadKnowledge(mesh.client, articles);
  const services = Object.fromEntries(mesh.processes.map(({ service, pid = 0 }) => [service, pid]));
  return {
    client: mesh.client,
    url: mesh.url,
    key: mesh.key,
    parts: {
      ...services,
      postgres: mesh.servers.postgres.pid,
      kafka: mesh.servers.kafka.pid ?? 0,
      redis: mesh.servers.redis.pid,
    },
    services: Object.values(services),
    messages: () => messagesOn(mesh.servers.kafka.brokers),
    close: async () => {
      await mesh.stop();
      rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** CPU seconds used so far, by part. */
export const cpuOf = ({ parts }: MeasuredMesh): Record<string, number> =>
  Object.fromEntries(Object.entries(parts).map(([name, pid]) => [name, cpuSecondsOf(pid)]));

/** Asks for a collection and waits until memory settles. */
export async function collectedRss(mesh: MeasuredMesh): Promise<number> {
  let last = Number.POSITIVE_INFINITY;
  for (let tries = 0; tries < 20; tries += 1) {
    const now = await rssAfterCollection(mesh);
    if (Math.abs(last - now) < mesh.services.length) return now;
    last = now;
  }
  return last;
}

/** After one collection, which costs a mesh under load little. In MiB, all Node processes together. */
export async function rssAfterCollection({ services }: MeasuredMesh): Promise<number> {
  for (const pid of services) process.kill(pid, 'SIGUSR2');
  await pause(250);
  return sum(services.map(rssMbOf));
}
