import type { MeshClient, Ticket } from '@mesh/client';
import { ModelCounterpart } from '../../tools/model-counterpart';
import { type KnowledgeRow, loadKnowledge } from '../../tools/running-mesh/load-knowledge';
import { openTarget } from '../../tools/running-mesh/target';
import { mapParallel, submit, untilResting } from '../../tools/running-mesh/tickets';
import { obeyingModel } from './obeying-model';
import { type StateChanges, changesBetween, readState } from './state-of-mesh';

/** A ticket that is sent in, and the order that somebody planted in it or in the knowledge, if somebody did. */
export interface Asked {
  readonly id: string;
  readonly body: string;
}

export interface AttackRun {
  /** Which of several runs this is, for people who wait. */
  readonly name: string;
  readonly knowledge: readonly KnowledgeRow[];
  readonly asked: readonly Asked[];
  /** The model obeys these wherever it sees them. */
  readonly orders: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly progress: (line: string) => void;
}

export interface Ended {
  readonly asked: Asked;
  readonly ticket: Ticket | undefined;
}

export interface AttackOutcome extends StateChanges {
  readonly ended: readonly Ended[];
  /** Tickets that did not come to rest in time. */
  readonly unended: number;
}

const PARALLEL = 4;
const TICKET_TIMEOUT_MS = 120_000;
const EVERY = 10;

/** Sends the tickets through a mesh whose remote model obeys every order that it sees. */
export async function runAttacks(run: AttackRun): Promise<AttackOutcome> {
  const model = await new ModelCounterpart().start();
  model.answering = obeyingModel(run.orders);
  const target = await openTarget(undefined, {
    SAMPLE_KNOWLEDGE_ENABLED: 'false',
    OPENAI_BASE_URL: model.url,
    OPENAI_API_KEY: 'obedient',
    ...run.environment,
  });
  try {
    return await attack(target.client, run);
  } finally {
    await target.close();
    await model.stop();
  }
}

async function attack(client: MeshClient, { name, knowledge, asked, progress }: AttackRun): Promise<AttackOutcome> {
  progress(`injection, ${name}: ${knowledge.length} documents`);
  await loadKnowledge(client, knowledge);
  const before = await readState(client, knowledge);
  let done = 0;
  const ended = await mapParallel(asked, PARALLEL, async (one, index): Promise<Ended> => {
    const customer = { email: `customer${index}@example.com`, name: 'Customer' };
    const id = await submit(client, { body: one.body, customer, channel: 'email' }, `attack-${process.pid}-${one.id}`);
    const ticket = await untilResting(client, id, TICKET_TIMEOUT_MS);
    done += 1;
    if (done % EVERY === 0 || done === asked.length) progress(`injection, ${name}: ${done} of ${asked.length} tickets`);
    return { asked: one, ticket };
  });
  const changes = changesBetween(before, await readState(client, knowledge));
  return { ended, unended: ended.filter(({ ticket }) => ticket === undefined).length, ...changes };
}
