import { MeshProblem, type Schemas, dataOf } from '@mesh/client';
import { SERVICES } from '@mesh/contracts';
import { pause } from '../../running-mesh/start-mesh';
import type { Fault, FaultContext } from '../fault';
import { clientOf } from '../load/tenants';
import { WORK_TOPICS } from '../rig/broker';
import { lookUntil } from './look-until';
import { pillsFor } from './poison-pills';
import { must } from './observe';

type DeadLetter = Pick<Schemas['DeadLettersView']['items'][number], 'service' | 'id'>;

const EACH_MS = 20;
const SETTLED_MS = 60_000;
const MOST = 300;

/** Everything that was put aside is tried again, twice, while customers come. */
export class RedriveDeadLetters implements Fault {
  readonly id = 'F28';
  readonly title = 'dead letters are replayed, twice, under load';
  readonly minSeconds = 15;
  readonly fullSeconds = 60;
  private redriven = 0;
  private refused = 0;
  private deadAgain = 0;
  private stillOpen: readonly string[] = [];

  async inject(context: FaultContext): Promise<void> {
    for (const topic of WORK_TOPICS) await context.broker.send(topic, pillsFor(topic, context.tenants[0]?.id ?? ''));
    await context.broker.untilTakenIn(60_000);
    for (const _round of [1, 2]) {
      const letters = await list(context);
      for (const letter of letters) await this.redrive(context, letter);
      this.stillOpen = await settled(context);
      this.deadAgain = (await list(context)).length;
    }
  }

  async heal({ mesh, broker }: FaultContext): Promise<void> {
    await broker.untilTakenIn(60_000);
    await mesh.untilReady();
  }

  evidence(): Promise<string> {
    must(this.redriven > 0, 'dead letters that were tried again');
    must(this.stillOpen.length === 0, `an end for each of them (under way: ${this.stillOpen.join(', ')})`);
    must(this.deadAgain > 0, 'what cannot be read to be put aside again');
    return Promise.resolve(`${this.redriven} tried again, ${this.refused} refused, ${this.deadAgain} put aside again`);
  }

  private async redrive(context: FaultContext, { service, id }: DeadLetter): Promise<void> {
    try {
      await adminOf(context).api.POST('/v1/dead-letters', { body: { service, id } });
      this.redriven += 1;
    } catch (error) {
      if (!(error instanceof MeshProblem) || error.status >= 500) throw error;
      this.refused += 1;
    }
    await pause(EACH_MS);
  }
}

const adminOf = ({ mesh, tenants }: FaultContext) => clientOf(mesh.url, tenants[0]?.adminKey ?? '');

async function list(context: FaultContext): Promise<DeadLetter[]> {
  const { items } = await dataOf(adminOf(context).api.GET('/v1/dead-letters', { params: { query: { limit: 200 } } }));
  return items.slice(0, MOST);
}

/**
 * Later facts of a ticket wait behind a dead one by design.
 * Waits until no row that was opened again is under way. Returns what still is when the time is over.
 */
async function settled({ database, tenants }: FaultContext): Promise<string[]> {
  const open = SERVICES.map(
    (service) =>
      `SELECT concat_ws(' ', type, lane, sequence, attempts, claims, error_code, error_reason, left(data::text, 40)) AS what FROM ${service}.inbox WHERE tenant_id = $1 AND status = 'open' AND coalesce(sequence, 1) = 1 AND headers ->> 'correlationId' = 'chaos'`,
  ).join(' UNION ALL ');
  const look = () => database.rows<{ what: string }>(open, [tenants[0]?.id ?? '']);
  return (await lookUntil(look, (left) => left.length === 0, SETTLED_MS)).map(({ what }) => what);
}
