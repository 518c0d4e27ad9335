import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type MeshClient, type Ticket, everyItem } from '@mesh/client';
import { sampleArticles } from '../apps/standalone/src/sample-knowledge';
import { DistributedMesh } from '../tools/distributed-mesh/distributed-mesh';
import { ModelCounterpart } from '../tools/model-counterpart/model-counterpart';
import { loadKnowledge } from '../tools/running-mesh/load-knowledge';
import { pause } from '../tools/running-mesh/start-mesh';
import { mapParallel, submit, untilDrained } from '../tools/running-mesh/tickets';

/** The agents that ask a model, what makes a ticket come to them, and where it waits when they stand still. */
const AGENTS = {
  triage: { question: 'How do I reset my password?', waitsIn: ['received', 'triaging'] },
  research: { question: 'How do I reset my password?', waitsIn: ['researching'] },
  solution: { question: 'How do I reset my password?', waitsIn: ['drafting'] },
  quality: { question: 'How do I reset my password?', waitsIn: ['reviewing'] },
  escalation: { question: 'let me talk to a human', waitsIn: ['triaging', 'researching', 'drafting', 'reviewing'] },
} as const;
type Agent = keyof typeof AGENTS;

export interface CallsInFlight {
  readonly latencyMs: number;
  readonly backlog: number;
  /** The most calls that a model server saw open at once from one process, by service. */
  readonly most: Readonly<Record<string, number>>;
}

const PARALLEL = 32;
const DRAIN_MS = 10 * 60_000;
/** For an agent alone with its backlog. */
const ALONE_MS = 30_000;

/** How many model calls one process of each agent has open when a backlog waits and each call takes `latencyMs`. */
export async function callsInFlight(
  latencyMs: number,
  backlog: number,
  progress: (line: string) => void,
): Promise<CallsInFlight> {
  const servers = await modelServers(latencyMs);
  const dataDir = mkdtempSync(path.join(tmpdir(), 'support-mesh-bench-'));
  const mesh = await DistributedMesh.start({
    dataDir,
    environment: { LOG_LEVEL: 'warn' },
    environmentFor: (service): NodeJS.ProcessEnv => (isAgent(service) ? { OPENAI_BASE_URL: servers[service].url } : {}),
  });
  try {
    const articles = sampleArticles().map(({ id, title, body }) => ({ doc_id: id, title, text: body }));
    await loadKnowledge(mesh.client, articles);
    const most: Record<string, number> = {};
    for (const agent of Object.keys(AGENTS).filter(isAgent)) {
      servers[agent].reset();
      servers[agent].standing = { latencyMs };
      await meetBacklog(mesh, agent, backlog, () => servers[agent].seen.calls);
      most[agent] = servers[agent].seen.maxInFlight;
      progress(`${agent}: ${most[agent]} calls in flight`);
    }
    return { latencyMs, backlog, most };
  } finally {
    await mesh.stop();
    for (const server of Object.values(servers)) await server.stop();
    rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 });
  }
}

const isAgent = (name: string): name is Agent => name in AGENTS;

async function modelServers(latencyMs: number): Promise<Record<Agent, ModelCounterpart>> {
  const start = async (): Promise<ModelCounterpart> => {
    const server = await new ModelCounterpart().start();
    server.standing = { latencyMs };
    return server;
  };
  return {
    triage: await start(),
    research: await start(),
    solution: await start(),
    quality: await start(),
    escalation: await start(),
  };
}

/**
 * Tickets come while the agent stands still; then it goes on alone: what is measured is what one process can have open,
 * not how seven of them share the cores of one machine.
 */
async function meetBacklog(mesh: DistributedMesh, agent: Agent, backlog: number, calls: () => number): Promise<void> {
  const { question, waitsIn } = AGENTS[agent];
  const own = mesh.of(agent);
  const others = mesh.processes.filter((process) => !own.includes(process));
  own.forEach((process) => process.pause());
  try {
    const numbers = Array.from({ length: backlog }, (_, index) => index);
    await mapParallel(numbers, PARALLEL, (index) =>
      submit(
        mesh.client,
        { body: question, customer: { email: `${agent}${index}@example.com` } },
        `flight-${agent}-${index}`,
      ),
    );
    const deadline = Date.now() + DRAIN_MS;
    while ((await waiting(mesh.client, waitsIn)) < backlog && Date.now() < deadline) await pause(200);
    others.forEach((process) => process.pause());
    own.forEach((process) => process.resume());
    const alone = Date.now() + ALONE_MS;
    while (calls() < backlog && Date.now() < alone) await pause(50);
  } finally {
    mesh.processes.forEach((process) => process.resume());
  }
  await untilDrained(mesh.client, DRAIN_MS);
}

/** Tickets in one of these states. */
async function waiting(client: MeshClient, statuses: readonly Ticket['status'][]): Promise<number> {
  let count = 0;
  for (const status of statuses)
    for await (const _ of everyItem((start) => client.tickets({ ...start, status, limit: 100 }))) count += 1;
  return count;
}
