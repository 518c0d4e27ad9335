import { type MeshClient, MeshProblem, type NewTicket, RESTING, type Ticket, dataOf } from '@mesh/client';
import { pause } from './start-mesh';

/** Hundreds of customers who ask again at once keep a machine from starting the mesh that they wait for. */
const LONGEST_WAIT_MS = 1_000;
const resting: ReadonlySet<string> = new Set(RESTING);

export const isResting = (ticket: Pick<Ticket, 'status'>): boolean => resting.has(ticket.status);

/** Runs the work for every item, `parallel` at a time, results in order. */
export async function mapParallel<Item, Result>(
  items: readonly Item[],
  parallel: number,
  work: (item: Item, index: number) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  let next = 0;
  const lane = async (): Promise<void> => {
    while (next < items.length) {
      const index = next++;
      results[index] = await work(items[index] as Item, index);
    }
  };
  await Promise.all(Array.from({ length: Math.min(parallel, items.length) }, lane));
  return results;
}

/** Posts a ticket; asks again with the same key while the mesh is busy or away. */
export async function submit(
  client: MeshClient,
  ticket: NewTicket,
  idempotencyKey: string,
  patienceMs = 120_000,
): Promise<string> {
  const accepted = await patiently(Date.now() + patienceMs, () => client.createTicket(ticket, idempotencyKey));
  return accepted.id;
}

/** Asks again while the mesh is busy or away; the call must be harmless when it is repeated. */
export async function patiently<Result>(deadline: number, call: () => Promise<Result>): Promise<Result> {
  for (let wait = 100; ; wait = Math.min(LONGEST_WAIT_MS, wait * 2)) {
    try {
      return await call();
    } catch (error) {
      if (!isPassing(error) || Date.now() > deadline) throw error;
      await pause(wait);
    }
  }
}

/** Waits until a ticket rests; undefined when the time is over. */
export async function untilResting(
  client: MeshClient,
  id: string,
  timeoutMs: number,
  everyMs = 200,
): Promise<Ticket | undefined> {
  const deadline = Date.now() + timeoutMs;
  while (Date.now() < deadline) {
    const ticket = await readPatiently(client, id);
    if (ticket && isResting(ticket)) return ticket;
    await pause(everyMs);
  }
  return undefined;
}

/** How many tickets the machines are still at work on. */
export async function workingTickets(client: MeshClient): Promise<number> {
  const summary = await dataOf(client.api.GET('/v1/analytics/summary'));
  return summary.volumes.working;
}

/** Waits until no ticket is under way; what still is when the time is over is for the caller to find. */
export async function untilDrained(client: MeshClient, timeoutMs: number): Promise<void> {
  const deadline = Date.now() + timeoutMs;
  while ((await workingTickets(client)) > 0 && Date.now() < deadline) await pause(100);
}

async function readPatiently(client: MeshClient, id: string): Promise<Ticket | undefined> {
  try {
    return await client.ticket(id);
  } catch (error) {
    if (isPassing(error)) return undefined;
    throw error;
  }
}

/** Connection faults, conflicts of a request still in hand, and overload. */
const isPassing = (error: unknown): boolean =>
  !(error instanceof MeshProblem) || error.status >= 500 || error.status === 429 || error.status === 409;
