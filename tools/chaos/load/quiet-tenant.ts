import { pause } from '../../running-mesh/start-mesh';
import { untilResting } from '../../running-mesh/tickets';
import type { Rig } from '../rig/rig';
import { recorded } from './recorded-call';
import { type LoadTenant, clientOf } from './tenants';

/** The same each time, so that every ticket takes the same way. */
const QUESTION = 'How long does a parcel abroad take?';
let asked = 0;

/** What became of the tickets of a tenant that asks now and then. */
export interface QuietResult {
  readonly asked: number;
  readonly refused: number;
  /** From acceptance to rest, of those that came to rest; ascending, in milliseconds. */
  readonly durations: readonly number[];
}

/** A tenant with one customer every few seconds, who waits for the end however long it takes. */
export class QuietTenant {
  constructor(
    private readonly rig: Pick<Rig, 'mesh' | 'history'>,
    private readonly tenant: LoadTenant,
  ) {}

  async ask(count: number, everyMs: number, patienceMs: number): Promise<QuietResult> {
    const waiting: Promise<number | 'refused' | 'open'>[] = [];
    for (let n = 0; n < count; n += 1) {
      if (n > 0) await pause(everyMs);
      waiting.push(this.one(patienceMs));
    }
    const ends = await Promise.all(waiting);
    const durations = ends.filter((end) => typeof end === 'number').sort((left, right) => left - right);
    return { asked: count, refused: ends.filter((end) => end === 'refused').length, durations };
  }

  private async one(patienceMs: number): Promise<number | 'refused' | 'open'> {
    const key = `quiet${(asked += 1)}`;
    const client = clientOf(this.rig.mesh.url, this.tenant.submitterKey);
    const started = { kind: 'ticket', tenant: this.tenant.id, gateway: 0, key } as const;
    const ticket = { body: QUESTION, customer: { email: `${key}@example.com` }, externalId: key };
    const { id } = await recorded(this.rig.history, started, () => client.createTicket(ticket, key));
    if (id === undefined) return 'refused';
    const rested = await untilResting(client, id, patienceMs);
    return rested === undefined ? 'open' : Date.parse(rested.updatedAt) - Date.parse(rested.createdAt);
  }
}

/** The value below which this part of the sorted values lies. */
export const quantile = (sorted: readonly number[], part: number): number =>
  sorted[Math.min(sorted.length - 1, Math.ceil(part * sorted.length) - 1)] ?? Number.NaN;
