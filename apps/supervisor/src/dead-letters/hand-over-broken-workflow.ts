import { Inject, Injectable } from '@nestjs/common';
import { CompleteStep, FailStep, Id, type Message, StartTurn, Wake } from '@mesh/contracts';
import { codeOf } from '@mesh/kernel';
import { type DeadLetter, DeadLetterPolicy, type WorkTransaction } from '@mesh/messaging';
import { z } from 'zod';
import { WorkflowEngine } from '../advance/workflow-engine';
import { TICKET_OF_ANOTHER_TENANT, WorkflowStore } from '../store/workflow-store.port';
import { NODES } from '../workflow/graph/nodes';
import type { WorkflowState } from '../workflow/state/workflow-state';

const Turn = z.object({ turn: z.number().int().positive() });
const ANSWERS: readonly string[] = [CompleteStep.type, FailStep.type, Wake.type];

/**
 * A message that the supervisor itself could not handle: the ticket goes to a person with the reason alone, unless the
 * message no longer mattered or is about no ticket of its tenant: only a start may be the first that is heard of one. The message's data may be invalid, so only the turn is taken from it, if it is there.
 */
@Injectable()
export class HandOverBrokenWorkflow extends DeadLetterPolicy {
  constructor(
    @Inject(WorkflowStore) private readonly store: WorkflowStore,
    @Inject(WorkflowEngine) private readonly engine: WorkflowEngine,
  ) {
    super();
  }

  async onDead(message: Message, { code, attempts }: DeadLetter, tx: WorkTransaction): Promise<void> {
    const ticketId = message.subject;
    if (!Id.safeParse(ticketId).success) return;
    const before = await this.store.lock(tx, ticketId);
    const turn = turnOf(message.data) ?? before?.turn ?? 1;
    if (before ? noLongerMatters(message.type, turn, before) : message.type !== StartTurn.type) return;
    const input = { kind: 'break' as const, ticketId, turn: Math.max(turn, 1), code, attempts };
    const breaking = () => this.engine.commit(tx, message.type, before, { input, texts: {} });
    await (before ? breaking() : unlessOfAnother(tx, breaking));
  }
}

/** Nothing is broken for this tenant when the ticket is not its own. */
async function unlessOfAnother({ sql }: WorkTransaction, work: () => Promise<unknown>): Promise<void> {
  await sql.run('SAVEPOINT breaking');
  try {
    await work();
  } catch (error) {
    if (codeOf(error) !== TICKET_OF_ANOTHER_TENANT) throw error;
    await sql.run('ROLLBACK TO SAVEPOINT breaking');
  }
}

function turnOf(data: unknown): number | undefined {
  const parsed = z.union([Turn, z.object({ step: Turn }).transform(({ step }) => step)]).safeParse(data);
  return parsed.success ? parsed.data.turn : undefined;
}

const noLongerMatters = (type: string, turn: number, state: WorkflowState): boolean =>
  turn < state.turn || (ANSWERS.includes(type) && NODES[state.position.node].kind === 'rest');
