import { pause } from '../../running-mesh/start-mesh';
import type { Rig } from '../rig/rig';
import { recorded } from './recorded-call';
import { QUESTIONS } from './samples';
import { type LoadTenant, clientOf } from './tenants';

const GOOD_IN_A_ROW = 3;
const PATIENCE_MS = 60_000;
let probes = 0;

/** After a fault every gateway must take tickets again. @throws Error that names the one which does not */
export async function probeGateways({ mesh, history }: Rig, tenants: readonly LoadTenant[]): Promise<void> {
  const deadline = Date.now() + PATIENCE_MS;
  for (const [gateway, url] of mesh.urls.entries()) {
    for (let good = 0; good < GOOD_IN_A_ROW;) {
      const tenant = tenants[(probes += 1) % tenants.length];
      const key = `probe${probes}`;
      const ticket = { body: QUESTIONS[probes % QUESTIONS.length] ?? '', customer: { email: `${key}@example.com` } };
      const { outcome } = await recorded(history, { kind: 'ticket', tenant: tenant?.id ?? '', gateway, key }, () =>
        clientOf(url, tenant?.submitterKey ?? '').createTicket({ ...ticket, externalId: key }, key),
      );
      good = outcome === 'ok' ? good + 1 : 0;
      if (outcome === 'ok') continue;
      if (Date.now() > deadline) throw new Error(`gateway ${gateway + 1} does not take tickets again`);
      await pause(250);
    }
  }
}
