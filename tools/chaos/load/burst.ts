import { mapParallel } from '../../running-mesh/tickets';
import type { FaultContext } from '../fault';
import { recorded } from './recorded-call';
import { QUESTIONS } from './samples';
import { clientOf } from './tenants';

const PARALLEL = 8;
let bursts = 0;

/** Many tickets at once, so that there is work in every stage. Returns how many were accepted. */
export async function submitBurst({ mesh, history, tenants }: FaultContext, count: number): Promise<number> {
  bursts += 1;
  const numbers = Array.from({ length: count }, (_, index) => index);
  const answers = await mapParallel(numbers, PARALLEL, (index) => {
    const key = `burst${bursts}-${index}`;
    const [gateway, tenant] = [index % mesh.urls.length, tenants[index % tenants.length]];
    const ticket = { body: QUESTIONS[index % QUESTIONS.length] ?? '', customer: { email: `${key}@example.com` } };
    return recorded(history, { kind: 'ticket', tenant: tenant?.id ?? '', gateway, key }, () =>
      clientOf(mesh.urls[gateway] ?? '', tenant?.submitterKey ?? '').createTicket({ ...ticket, externalId: key }, key),
    );
  });
  return answers.filter(({ outcome }) => outcome === 'ok').length;
}
