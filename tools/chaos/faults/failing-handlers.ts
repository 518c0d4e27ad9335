import { randomUUID } from 'node:crypto';
import { SendReply, commandTopicOf } from '@mesh/contracts';
import { FAULT_PREFIX, HANDLER_FAULTS } from '@mesh/messaging';
import type { Fault, FaultContext } from '../fault';
import type { TopicEntry } from '../rig/broker';
import { copyOf } from './duplicate-records';
import { lookUntil } from './look-until';
import { livesOf, must, mustHaveLivedOn } from './observe';

const ENDED_MS = 120_000;
const MOST_ATTEMPTS = 5;

interface Row {
  readonly fault: string;
  readonly status: string;
  readonly attempts: number;
}

const ROWS = `SELECT headers ->> 'correlationId' AS fault, status, attempts FROM gateway.inbox WHERE id = ANY($1::uuid[])`;

/** Handlers fail in every way there is; each message has a bounded number of tries and hurts nobody else. */
export class FailingHandlers implements Fault {
  readonly id = 'F22';
  readonly title = 'handlers throw, reject, return nothing and never settle';
  readonly needs = 'faulty-handlers';
  readonly minSeconds = 50;
  readonly fullSeconds = 90;
  private before: ReadonlyMap<string, number> = new Map();
  private rows: Row[] = [];

  async inject(context: FaultContext): Promise<void> {
    this.before = livesOf(context);
    const topic = commandTopicOf('gateway');
    const known = await context.broker.read([topic]);
    const model = known.findLast(({ headers }) => headers['ce_type']?.toString() === SendReply.type);
    if (!model) throw new Error('there is no message to take as a model');
    const failing = HANDLER_FAULTS.map((fault) => again(model, fault));
    await context.broker.send(topic, failing);
    const ids = failing.map(({ headers }) => headers.ce_id);
    this.rows = await lookUntil(
      () => context.database.rows<Row>(ROWS, [ids]),
      (rows) => rows.length === ids.length && rows.every(({ status }) => status !== 'open'),
      ENDED_MS,
    );
  }

  async heal({ mesh, broker }: FaultContext): Promise<void> {
    await broker.untilTakenIn(60_000);
    await mesh.untilReady();
  }

  evidence(context: FaultContext): Promise<string> {
    mustHaveLivedOn(context, this.before);
    must(this.rows.length === HANDLER_FAULTS.length, 'every failing message');
    const wrong = this.rows.filter((row) => !isRight(row));
    must(wrong.length === 0, `each put aside after ${MOST_ATTEMPTS} tries at most (${JSON.stringify(wrong)})`);
    return Promise.resolve(
      this.rows.map(({ fault, attempts }) => `${fault.slice(FAULT_PREFIX.length)} ${attempts}`).join(', '),
    );
  }
}

/** To return nothing is no failure where nothing is expected. */
const isRight = ({ fault, status, attempts }: Row): boolean =>
  fault.endsWith(':nothing') ? status !== 'open' : status === 'dead' && attempts <= MOST_ATTEMPTS;

/** On a key of its own, so that no real ticket waits behind it, and asked for the first time: a step that is asked again is answered from its journal. */
function again(model: TopicEntry, fault: string) {
  const key = randomUUID();
  const copy = copyOf(model);
  const headers = {
    ...copy.headers,
    ce_id: randomUUID(),
    ce_subject: key,
    ce_correlationid: `${FAULT_PREFIX}${fault}`,
  };
  const data = JSON.parse(model.value?.toString() ?? '{}') as { step: object };
  const value = Buffer.from(JSON.stringify({ ...data, step: { ...data.step, attempt: 1 } }));
  return { ...copy, key, headers, value };
}
