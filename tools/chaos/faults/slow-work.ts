import { randomUUID } from 'node:crypto';
import { type ServiceName, commandTopicOf } from '@mesh/contracts';
import { DELAY_PREFIX } from '@mesh/messaging';
import { pause } from '../../running-mesh/start-mesh';
import type { FaultContext } from '../fault';
import type { Offsets, TopicEntry } from '../rig/broker';
import { copyOf } from './duplicate-records';

const [SHORTEST_MS, LONGEST_MS] = [5_000, 40_000];
/** Of the hold: even the last one must end within the fault. */
const LONGEST_SHARE = 0.6;
const PROGRESS_MS = 60_000;
const DONE_MS = 180_000;

export interface SlowOutcome {
  readonly messages: number;
  /** Messages with an answer. */
  readonly answers: number;
  /** More answers than one. */
  readonly doubleAnswers: number;
  /** Handlers that began without the first having ended or been handed back. */
  readonly doubleStarts: number;
}

/** Step commands to one service that take long, some on each partition of its topic. */
export class SlowWork {
  private readonly ids: string[] = [];
  private readonly topic: string;
  private models: TopicEntry[] = [];
  private behind: Offsets = {};

  constructor(private readonly service: ServiceName) {
    this.topic = commandTopicOf(service);
  }

  /** Takes what customers have caused as a model. @throws Error when there is nothing yet */
  async find({ broker }: FaultContext): Promise<void> {
    this.models = (await broker.read([this.topic])).slice(-50);
    if (this.models.length === 0) throw new Error(`nothing on ${this.topic} to take as a model`);
  }

  /** One more on each partition. */
  async add({ broker, random, holdMs }: FaultContext): Promise<void> {
    const longest = Math.max(SHORTEST_MS, Math.min(LONGEST_MS, holdMs * LONGEST_SHARE));
    const ends = await broker.ends([this.topic]);
    const messages = (ends[this.topic] ?? []).flatMap(({ partition }, index) => {
      const model = this.models[index % this.models.length];
      const delayMs = Math.round(SHORTEST_MS + random() * (longest - SHORTEST_MS));
      return model ? [slow(model, partition, delayMs)] : [];
    });
    this.ids.push(...messages.map(({ headers }) => headers.ce_id));
    await broker.send(this.topic, messages);
    this.behind = await broker.ends([this.topic]);
  }

  /** @throws Error that names the partitions of which nothing more was taken in since `add` */
  async mustProgress({ broker }: FaultContext): Promise<void> {
    const deadline = Date.now() + PROGRESS_MS;
    for (;;) {
      const reached = await broker.committed(this.service, this.topic, await broker.starts([this.topic]));
      const stuck = (this.behind[this.topic] ?? []).filter(
        ({ partition, offset }) => (reached?.find((own) => own.partition === partition)?.offset ?? 0n) < offset,
      );
      if (stuck.length === 0) return;
      if (Date.now() > deadline)
        throw new Error(`no progress on ${stuck.map(({ partition }) => partition).join(', ')}`);
      await pause(250);
    }
  }

  async untilDone({ database }: FaultContext): Promise<void> {
    const deadline = Date.now() + DONE_MS;
    const open = `SELECT count(*)::int AS count FROM ${this.service}.inbox WHERE id = ANY($1::uuid[]) AND status = 'open'`;
    for (;;) {
      const [row] = await database.rows<{ count: number }>(open, [this.ids]);
      if (row?.count === 0) return;
      if (Date.now() > deadline) throw new Error(`${row?.count} slow messages are still open`);
      await pause(500);
    }
  }

  async outcome({ database }: FaultContext): Promise<SlowOutcome> {
    const starts = await database.rows<{ claims: number }>(
      `SELECT claims FROM ${this.service}.inbox WHERE id = ANY($1::uuid[])`,
      [this.ids],
    );
    const answers = await database.rows<{ count: number }>(
      `SELECT count(*)::int AS count FROM supervisor.inbox WHERE headers ->> 'causationId' = ANY($1::text[])
       GROUP BY headers ->> 'causationId'`,
      [this.ids],
    );
    return {
      messages: this.ids.length,
      answers: answers.length,
      doubleAnswers: answers.filter(({ count }) => count > 1).length,
      doubleStarts: starts.filter(({ claims }) => claims > 1).length,
    };
  }
}

/** The same order for a step that nobody waits for, on a key of its own, so that no real one waits behind it. */
function slow(model: TopicEntry, partition: number, delayMs: number) {
  const copy = copyOf(model);
  const [key, data] = [randomUUID(), JSON.parse(model.value?.toString() ?? '{}') as { step?: object }];
  const headers = {
    ...copy.headers,
    ce_id: randomUUID(),
    ce_subject: key,
    ce_correlationid: `${DELAY_PREFIX}${delayMs}`,
  };
  const step = { ...data.step, stepId: randomUUID() };
  return { ...copy, key, partition, headers, value: Buffer.from(JSON.stringify({ ...data, step })) };
}
