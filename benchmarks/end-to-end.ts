import { type MeshClient, MeshProblem, everyItem } from '@mesh/client';
import { isResting, mapParallel, submit, untilDrained } from '../tools/running-mesh/tickets';
import { percentile, round, sum } from './figures';
import { type MeasuredMesh, collectedRss, cpuOf } from './measured-mesh';
import { QUESTIONS } from './questions';

export interface EndToEnd {
  readonly n: number;
  readonly ticketsPerS: number;
  readonly cpuSPerTicket: number;
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly p99Ms: number;
  /** Node processes after the drain and a forced collection. */
  readonly rssMb: number;
  /** The same after the first tickets. */
  readonly rssEarlyMb: number;
  readonly ends: Readonly<Record<string, number>>;
  /** Milliseconds of CPU for a ticket, by process. */
  readonly cpuMsPerTicket: Readonly<Record<string, number>>;
  /** Where there is a broker. */
  readonly broker?: { readonly messagesPerTicket: number; readonly cpuMsPerMessage: number };
}

const EARLY = 500;
const PARALLEL = 32;
const DRAIN_MS = 30 * 60_000;

/** Sends n tickets through a fresh mesh and measures from outside. */
export async function endToEnd(n: number, mesh: MeasuredMesh, progress: (line: string) => void): Promise<EndToEnd> {
  await sendAll(mesh.client, 20, 'warm');
  const early = Math.min(EARLY, n);
  const before = { cpu: cpuOf(mesh), messages: await mesh.messages() };
  const started = Date.now();
  await sendAll(mesh.client, early, 'early');
  const rssEarlyMb = await collectedRss(mesh);
  progress(`${early} tickets done`);
  await sendAll(mesh.client, n - early, 'rest');
  const seconds = (Date.now() - started) / 1000;
  const after = { cpu: cpuOf(mesh), messages: await mesh.messages() };
  const cpuMsPerTicket = Object.fromEntries(
    Object.entries(after.cpu).map(([name, cpu]) => [name, round((1000 * (cpu - (before.cpu[name] ?? 0))) / n, 2)]),
  );
  return {
    n,
    ticketsPerS: round(n / seconds, 1),
    cpuSPerTicket: round(sum(Object.values(cpuMsPerTicket)) / 1000, 5),
    ...(await endings(mesh.client)),
    rssMb: Math.round(await collectedRss(mesh)),
    rssEarlyMb: Math.round(rssEarlyMb),
    cpuMsPerTicket,
    ...brokerFigures(n, cpuMsPerTicket['kafka'], (after.messages ?? 0) - (before.messages ?? 0)),
  };
}

function brokerFigures(n: number, cpuMsPerTicket: number | undefined, messages: number): Pick<EndToEnd, 'broker'> {
  if (cpuMsPerTicket === undefined) return {};
  const messagesPerTicket = round(messages / n, 2);
  return { broker: { messagesPerTicket, cpuMsPerMessage: round(cpuMsPerTicket / messagesPerTicket, 3) } };
}

/** Sends them and waits until the machines have nothing left to do. */
async function sendAll(client: MeshClient, count: number, run: string): Promise<void> {
  const numbers = Array.from({ length: Math.max(0, count) }, (_, index) => index);
  await mapParallel(numbers, PARALLEL, (index) =>
    submit(
      client,
      { body: QUESTIONS[index % QUESTIONS.length] ?? '', customer: { email: `customer${index}@example.com` } },
      `bench-${run}-${index}`,
    ),
  );
  await untilDrained(client, DRAIN_MS);
}

/** What became of the tickets, and the times from acceptance to the last change. */
async function endings(client: MeshClient): Promise<Pick<EndToEnd, 'ends' | 'p50Ms' | 'p95Ms' | 'p99Ms'>> {
  const ends: Record<string, number> = {};
  const times: number[] = [];
  for await (const ticket of everyItem((start) => client.tickets({ ...start, limit: 100 }))) {
    if (!isResting(ticket)) throw new MeshProblem(500, { code: 'TICKET_NOT_RESTING' });
    ends[ticket.status] = (ends[ticket.status] ?? 0) + 1;
    times.push(Date.parse(ticket.updatedAt) - Date.parse(ticket.createdAt));
  }
  times.sort((left, right) => left - right);
  return { ends, p50Ms: percentile(times, 0.5), p95Ms: percentile(times, 0.95), p99Ms: percentile(times, 0.99) };
}
