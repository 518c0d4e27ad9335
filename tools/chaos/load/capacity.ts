import { pause } from '../../running-mesh/start-mesh';
import { mapParallel, submit, workingTickets } from '../../running-mesh/tickets';
import { QUESTIONS } from './samples';
import { type LoadTenant, clientOf } from './tenants';

const PARALLEL = 16;
const DRAIN_MS = 60_000;

/** Tickets per second that the mesh takes in and works off, measured with a burst as fast as it accepts one. */
export async function measureCapacity(
  tenants: readonly LoadTenant[],
  urls: readonly string[],
  seconds: number,
): Promise<number> {
  const began = Date.now();
  let sent = 0;
  const lanes = Array.from({ length: PARALLEL }, (_, lane) => lane);
  await mapParallel(lanes, PARALLEL, async (lane) => {
    const tenant = tenants[lane % tenants.length];
    const client = clientOf(urls[lane % urls.length] ?? '', tenant?.submitterKey ?? '');
    while (Date.now() - began < seconds * 1_000) {
      const name = `warm${(sent += 1)}`;
      const ticket = { body: QUESTIONS[sent % QUESTIONS.length] ?? '', customer: { email: `${name}@example.com` } };
      await submit(client, { ...ticket, externalId: name }, name);
    }
  });
  await untilWorkedOff(tenants, urls[0] ?? '');
  return (sent * 1_000) / (Date.now() - began);
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
