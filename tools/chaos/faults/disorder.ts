import { FACTS_TOPIC, Id, SendReply, commandTopicOf } from '@mesh/contracts';
import { pause } from '../../running-mesh/start-mesh';
import type { Fault, FaultContext } from '../fault';
import { submitBurst } from '../load/burst';
import { untilWorkedOff } from '../load/capacity';
import { shuffled } from '../random';
import type { TopicEntry } from '../rig/broker';
import { copyOf } from './duplicate-records';
import { must } from './observe';

const MOST_LATE = 200;
const BURST = 24;
const PILE_UP_MS = 2_500;
const SETTLE_MS = 30_000;
/** A row that was finished this long ago has been answered and its offset noted. */
const FORGET_AFTER_MS = 2_500;

/**
 * Order is taken away twice. Replies that were sent long ago are asked for again after the inbox has forgotten them, as
 * it does after seven days. And the facts that pile up while the gateway is away reach it in a shuffled order.
 */
export class Disorder implements Fault {
  readonly id = 'F19';
  readonly title = 'shuffled facts, and sends and facts that come again after the inbox has forgotten them';
  readonly minSeconds = 20;
  readonly fullSeconds = 45;
  private late = 0;
  private outOfOrder = 0;

  async inject(context: FaultContext): Promise<void> {
    await this.comeLate(context);
    await this.shuffleFacts(context);
  }

  async heal({ mesh, broker }: FaultContext): Promise<void> {
    for (const gateway of mesh.of('gateway')) gateway.start();
    await mesh.untilReady();
    await broker.untilTakenIn(60_000);
  }

  evidence(): Promise<string> {
    must(this.late > 0, 'sends and facts that came again');
    must(this.outOfOrder > 0, 'facts out of order');
    return Promise.resolve(`${this.late} came late, ${this.outOfOrder} facts came before their predecessor`);
  }

  private async comeLate(context: FaultContext): Promise<void> {
    await submitBurst(context, BURST);
    await untilWorkedOff(context.tenants, context.mesh.url, SETTLE_MS);
    await pause(FORGET_AFTER_MS);
    const sends = await context.broker.read([commandTopicOf('gateway')]);
    const facts = (await context.broker.read([FACTS_TOPIC])).filter(isMessage);
    const wanted = [
      ...shuffled(
        sends.filter(({ headers }) => headers['ce_type']?.toString() === SendReply.type),
        context.random,
      ).slice(0, MOST_LATE),
      ...shuffled(facts, context.random).slice(0, MOST_LATE),
    ];
    const forgotten = new Set(await forget(context, wanted.map(idOf)));
    const late = wanted.filter((entry) => forgotten.has(idOf(entry)));
    for (const topic of [commandTopicOf('gateway'), FACTS_TOPIC]) {
      await context.broker.send(
        topic,
        late.filter((entry) => entry.topic === topic).map((entry) => copyOf(entry)),
      );
    }
    this.late = late.length;
    await context.broker.untilTakenIn(60_000);
  }

  /** The gateway finds only the shuffled copies: its place on the topic is moved behind the originals. */
  private async shuffleFacts(context: FaultContext): Promise<void> {
    const { mesh, broker, random } = context;
    const since = await broker.ends([FACTS_TOPIC]);
    await submitBurst(context, BURST);
    await Promise.all(mesh.of('gateway').map((gateway) => gateway.stop()));
    await pause(PILE_UP_MS);
    const behind = await broker.ends([FACTS_TOPIC]);
    const unread = await broker.committed('gateway', FACTS_TOPIC, since);
    await broker.moveGroup('gateway', behind);
    const waiting = await broker.read([FACTS_TOPIC], { [FACTS_TOPIC]: unread });
    const originals = waiting.filter(({ partition, offset }) =>
      behind[FACTS_TOPIC]?.some((end) => end.partition === partition && offset < end.offset),
    );
    const mixed = shuffled(originals, random);
    this.outOfOrder = countOutOfOrder(mixed);
    await broker.send(
      FACTS_TOPIC,
      mixed.map((entry) => copyOf(entry)),
    );
  }
}

/** Another fault may have left records on the topic that are none. */
const isMessage = (entry: TopicEntry): boolean => Id.safeParse(idOf(entry)).success;

const idOf = ({ headers }: TopicEntry): string => headers['ce_id']?.toString() ?? '';

/** What retention does in time, to rows that were finished a moment ago: they go, and what they have sent goes too. */
async function forget({ database }: FaultContext, ids: readonly string[]): Promise<string[]> {
  const rows = await database.rows<{ id: string }>(
    `DELETE FROM gateway.inbox WHERE id = ANY($1::uuid[]) AND status IN ('done', 'superseded')
       AND finished_at < now() - interval '2 seconds' RETURNING id::text`,
    [ids],
  );
  const gone = rows.map(({ id }) => id);
  await database.rows(
    `DELETE FROM gateway.outbox WHERE headers ->> 'causationId' = ANY($1::text[]) AND sent_at IS NOT NULL`,
    [gone],
  );
  return gone;
}

/** How many records come before one of the same key with a lower sequence. */
function countOutOfOrder(entries: readonly TopicEntry[]): number {
  const highest = new Map<string, number>();
  let count = 0;
  for (const { key, headers } of entries) {
    const [name, sequence] = [key?.toString() ?? '', Number(headers['ce_sequence']?.toString())];
    if (sequence < (highest.get(name) ?? 0)) count += 1;
    else highest.set(name, sequence);
  }
  return count;
}
