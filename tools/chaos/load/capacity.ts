import { pause } from '../../running-mesh/start-mesh';
import { mapParallel, submit, untilResting, workingTickets } from '../../running-mesh/tickets';
import { QUESTIONS } from './samples';
import { type LoadTenant, clientOf } from './tenants';

/** Customers who each wait for their answer: what comes one by one costs the mesh more than what comes in a heap. */
const AT_ONCE = 24;
const PATIENCE_MS = 60_000;
/** Looking costs the mesh something too. */
const LOOK_EVERY_MS = 1_000;
const DRAIN_MS = 60_000;

/** Tickets per second that the mesh brings to an end while customers go on coming; each has had one answer before. */
export async function measureCapacity(
  tenants: readonly LoadTenant[],
  urls: readonly string[],
  seconds: number,
): Promise<number> {
  let asked = 0;
  const ask = async (lane: number): Promise<void> => {
    const client = clientOf(urls[lane % urls.length] ?? '', tenants[lane % tenants.length]?.submitterKey ?? '');
    const name = `warm${(asked += 1)}`;
    const ticket = { body: QUESTIONS[asked % QUESTIONS.length] ?? '', customer: { email: `${name}@example.com` } };
    const id = await submit(client, { ...ticket, externalId: name }, name);
    await untilResting(client, id, PATIENCE_MS, LOOK_EVERY_MS);
  };
  const lanes = Array.from({ length: AT_ONCE }, (_, lane) => lane);
  await mapParallel(lanes, AT_ONCE, ask);
  const over = Date.now() + seconds * 1_000;
  let ended = 0;
  await mapParallel(lanes, AT_ONCE, async (lane) => {
    while (Date.now() < over) {
      await ask(lane);
      if (Date.now() < over) ended += 1;
    }
  });
  await untilWorkedOff(tenants, urls[0] ?? '');
  return ended / seconds;
}

/** Waits until no ticket of any tenant is with the machines. Returns how many still are when the time is over. */
export async function untilWorkedOff(
  tenants: readonly LoadTenant[],
  url: string,
  timeoutMs = DRAIN_MS,
): Promise<number> {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    const counts = await Promise.all(
      tenants.map(({ adminKey }) => workingTickets(clientOf(url, adminKey)).catch(() => 1)),
    );
    const working = counts.reduce((sum, count) => sum + count, 0);
    if (working === 0 || Date.now() > deadline) return working;
    await pause(200);
  }
}
