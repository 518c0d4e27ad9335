import { MeshProblem } from '@mesh/client';
import { type RunningMesh, pause, startMesh } from '../tools/running-mesh/start-mesh';
import { isResting, mapParallel, submit, untilDrained } from '../tools/running-mesh/tickets';
import { cpuSecondsOf, rssMbOf } from './process-tree';

export interface EndToEnd {
  readonly n: number;
  readonly ticketsPerS: number;
  readonly cpuSPerTicket: number;
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly p99Ms: number;
  /** Node process after the drain and a forced collection. */
  readonly rssMb: number;
  /** The same after the first tickets. */
  readonly rssEarlyMb: number;
  readonly ends: Readonly<Record<string, number>>;
}

const QUESTIONS = [
  'How do I reset my password?',
  'How long does shipping take?',
  'Where do I find my invoices?',
  'How do I change the e-mail address of my account?',
  'What are your opening hours?',
  'The app shows a blank page after I log in, what can I do?',
];
const EARLY = 500;
const PARALLEL = 32;
const DRAIN_MS = 30 * 60_000;

const percentile = (sorted: readonly number[], share: number): number =>
  Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0);

/** Sends n tickets through a fresh embedded mesh and measures from outside. */
export async function endToEnd(n: number, progress: (line: string) => void): Promise<EndToEnd> {
  const mesh = await startMesh({ nodeOptions: ['--expose-gc'], environment: { LOG_LEVEL: 'warn' } });
  try {
    await send(mesh, 20, 'warm');
    await untilDrained(mesh.client, DRAIN_MS);
    const early = Math.min(EARLY, n);
    const cpuBefore = cpuSecondsOf(mesh.pid);
    const started = Date.now();
    await send(mesh, early, 'early');
    await untilDrained(mesh.client, DRAIN_MS);
    const rssEarlyMb = await collectedRss(mesh);
    progress(`${early} tickets done`);
    await send(mesh, n - early, 'rest');
    await untilDrained(mesh.client, DRAIN_MS);
    const seconds = (Date.now() - started) / 1000;
    const cpu = cpuSecondsOf(mesh.pid) - cpuBefore;
    const tickets = await endings(mesh);
    const latencies = tickets.map(({ ms }) => ms).sort((left, right) => left - right);
    return {
      n,
      ticketsPerS: round(n / seconds, 1),
      cpuSPerTicket: round(cpu / n, 5),
      p50Ms: percentile(latencies, 0.5),
      p95Ms: percentile(latencies, 0.95),
      p99Ms: percentile(latencies, 0.99),
      rssMb: Math.round(await collectedRss(mesh)),
      rssEarlyMb: Math.round(rssEarlyMb),
      ends: countBy(tickets.map(({ status }) => status)),
    };
  } finally {
    await mesh.stop();
    mesh.remove();
  }
}

const round = (value: number, digits: number): number => Number(value.toFixed(digits));

async function send(mesh: RunningMesh, count: number, run: string): Promise<void> {
  const numbers = Array.from({ length: Math.max(0, count) }, (_, index) => index);
  await mapParallel(numbers, PARALLEL, (index) =>
    submit(
      mesh.client,
      { body: QUESTIONS[index % QUESTIONS.length] ?? '', customer: { email: `customer${index}@example.com` } },
      `bench-${run}-${index}`,
    ),
  );
}

/** Every ticket's time from acceptance to its last change. */
async function endings(mesh: RunningMesh): Promise<{ status: string; ms: number }[]> {
  const found: { status: string; ms: number }[] = [];
  let cursor: string | null | undefined;
  do {
    const page = await mesh.client.tickets({ limit: '100', ...(cursor ? { cursor } : {}) });
    for (const ticket of page.items) {
      if (!isResting(ticket)) throw new MeshProblem(500, { code: 'TICKET_NOT_RESTING' });
      found.push({ status: ticket.status, ms: Date.parse(ticket.updatedAt) - Date.parse(ticket.createdAt) });
    }
    cursor = page.nextCursor;
  } while (cursor);
  return found;
}

/** Asks the process for a collection (it listens to SIGUSR2 when Node exposes one) and waits until memory settles. */
async function collectedRss(mesh: RunningMesh): Promise<number> {
  let last = Number.POSITIVE_INFINITY;
  for (let tries = 0; tries < 20; tries += 1) {
    process.kill(mesh.pid, 'SIGUSR2');
    await pause(250);
    const now = rssMbOf(mesh.pid);
    if (Math.abs(last - now) < 1) return now;
    last = now;
  }
  return last;
}

function countBy(values: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const value of values) counts[value] = (counts[value] ?? 0) + 1;
  return counts;
}
