import { randomUUID } from 'node:crypto';
import { FACTS_TOPIC, SERVICES, type ServiceName } from '@mesh/contracts';
import { readersOf } from '@mesh/messaging';
import type { Fault, FaultContext } from '../fault';
import { RIG_HEADER, WORK_TOPICS } from '../rig/broker';
import { lookUntil } from './look-until';
import { livesOf, must, mustHaveLivedOn } from './observe';

interface Pill {
  readonly key: string;
  readonly value: Buffer | string | null;
  readonly headers: Record<string, Buffer | string | (Buffer | string)[]>;
}

const DEEP = 100_000;
const HUGE = 1_000_000;
/** Taken in is not yet worked on. */
const ASIDE_MS = 60_000;

/** Headers that are in order, of a type that the topic may carry. */
const orderly = (topic: string, tenant: string, subject: string): Pill['headers'] => ({
  ce_specversion: '1.0',
  ce_id: randomUUID(),
  ce_source: '/support-mesh/chaos',
  ce_type: topic === FACTS_TOPIC ? 'support.ticket.triaged.v1' : topic.replace('.commands.v1', '.no_such_order.v1'),
  ce_subject: subject,
  ce_time: new Date().toISOString(),
  ce_tenantid: tenant,
  ce_correlationid: 'chaos',
  ce_sequence: '1',
  [RIG_HEADER]: '1',
});

/** One of each kind, for one topic. */
export function pillsFor(topic: string, tenant: string): Pill[] {
  const pill = (value: Pill['value'], change: Pill['headers'] = {}, without: readonly string[] = []): Pill => {
    const key = randomUUID();
    const headers = { ...orderly(topic, tenant, key), ...change };
    return {
      key,
      value,
      headers: Object.fromEntries(Object.entries(headers).filter(([name]) => !without.includes(name))),
    };
  };
  return [
    pill('{bad'),
    pill(Buffer.from([0xff, 0xfe])),
    pill(Buffer.from([0x00, 0x7b, 0x7d])),
    pill(null),
    pill('[]'),
    pill('['.repeat(DEEP) + ']'.repeat(DEEP)),
    pill('{}', {}, ['ce_id']),
    pill('{}', {}, ['ce_tenantid']),
    pill('{}', { ce_id: [randomUUID(), randomUUID()] }),
    pill('{}', { oversized: 'x'.repeat(HUGE) }),
    pill('{}', { traceparent: 'not-a-trace' }),
    pill('{}', { ce_type: 'support.nobody.knows_this.v1' }),
    pill('{}', { ce_sequence: '-1' }),
    pill('{"text":"\\u0000"}'),
  ];
}

/** Records that nobody can read, on every topic: each is put aside, and what is behind them goes on. */
export class PoisonPills implements Fault {
  readonly id = 'F20';
  readonly title = 'poison pills on every topic';
  readonly minSeconds = 8;
  readonly fullSeconds = 20;
  private before: ReadonlyMap<string, number> = new Map();
  private asideBefore = 0;
  private expected = 0;

  async inject(context: FaultContext): Promise<void> {
    this.before = livesOf(context);
    this.asideBefore = await putAside(context);
    for (const topic of WORK_TOPICS) {
      const pills = pillsFor(topic, context.tenants[0]?.id ?? '');
      await context.broker.send(topic, pills);
      this.expected += pills.length * readersOf(topic).length;
    }
  }

  async heal({ mesh, broker }: FaultContext): Promise<void> {
    await broker.untilTakenIn(60_000);
    await mesh.untilReady();
  }

  async evidence(context: FaultContext): Promise<string> {
    mustHaveLivedOn(context, this.before);
    const since = async () => (await putAside(context)) - this.asideBefore;
    const aside = await lookUntil(since, (count) => count >= this.expected, ASIDE_MS);
    must(aside >= this.expected, `${this.expected} records put aside (${aside} were)`);
    return `${this.expected} deliveries, all put aside`;
  }
}

/** How many messages and records all services together have put aside. */
export async function putAside({ database }: Pick<FaultContext, 'database'>): Promise<number> {
  const counts = await Promise.all(SERVICES.map((service) => countOf(database, service)));
  return counts.reduce((sum, count) => sum + count, 0);
}

async function countOf(database: FaultContext['database'], service: ServiceName): Promise<number> {
  const [row] = await database.rows<{ n: number }>(
    `SELECT (SELECT count(*) FROM ${service}.inbox WHERE status = 'dead')::int
          + (SELECT count(*) FROM ${service}.quarantine)::int AS n`,
  );
  return row?.n ?? 0;
}
