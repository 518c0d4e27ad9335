import { Inject, Injectable } from '@nestjs/common';
import type { ConfigOf } from '@mesh/config';
import { type Message, Wake } from '@mesh/contracts';
import { TerminalError } from '@mesh/kernel';
import type { WorkTransaction } from '@mesh/messaging';
import { WorkflowStore } from '../store/workflow-store.port';
import { SupervisorConfig } from '../supervisor.config';
import { decide } from '../workflow/decide/decide';
import type { Decision, TimerPlan } from '../workflow/decide/decision';
import { ticketIdOf } from '../workflow/decide/workflow-input';
import type { WorkflowState } from '../workflow/state/workflow-state';
import { needsShownDraft, readMessage } from './read-message';
import type { Reading } from './reading';
import { pickTexts, textChanges, textsToLoad } from './text-changes';
import { WorkflowMetrics } from './workflow-metrics';
import { writeCommand } from './write-command';

/** The shell around the decider: reads, decides, writes and sends in one transaction. */
@Injectable()
export class WorkflowEngine {
  constructor(
    @Inject(WorkflowStore) private readonly store: WorkflowStore,
    @Inject(SupervisorConfig.token) private readonly config: ConfigOf<typeof SupervisorConfig>,
    @Inject(WorkflowMetrics) private readonly metrics: WorkflowMetrics,
  ) {}

  /** Obeys one of the six messages that move a workflow. */
  async handle(message: Message, tx: WorkTransaction): Promise<void> {
    const ticketId = message.subject;
    const before = await this.store.lock(tx, ticketId);
    const names = needsShownDraft(message) ? (['draft'] as const) : [];
    const { draft } = await this.store.readTexts(tx, ticketId, names);
    const reading = readMessage(message, { draft, policyVersion: before?.policy.version ?? 0 });
    if (ticketIdOf(reading.input) !== ticketId) {
      throw new TerminalError('SUBJECT_MISMATCH', 'the message is not about the ticket that it is keyed by');
    }
    await this.commit(tx, message.type, before, reading);
  }

  /** Makes one transition from a state that is locked, and everything that follows from it. */
  async commit(
    tx: WorkTransaction,
    inputType: string,
    before: WorkflowState | undefined,
    { input, texts }: Reading,
  ): Promise<Decision> {
    const decision = decide(before, input);
    const { state } = decision;
    const changes = textChanges(before?.texts ?? {}, state.texts, texts);
    const loaded = await this.store.readTexts(tx, state.ticketId, textsToLoad(decision, changes));
    await this.store.save(tx, inputType, decision);
    await this.store.changeTexts(tx, state, changes);
    const all = { ...loaded, ...Object.fromEntries(changes.write.map(({ name, text }) => [name, text])) };
    for (const plan of decision.commands) tx.send(writeCommand(plan, state, pickTexts(all, plan.texts)));
    this.sendTheRest(tx, decision);
    tx.afterCommit(() => this.metrics.count(input.kind, before, decision));
    return decision;
  }

  private sendTheRest(tx: WorkTransaction, { facts, timers, cancels, state }: Decision): void {
    for (const fact of facts) tx.send(fact);
    for (const id of cancels) tx.cancelTimer(id);
    for (const timer of timers) {
      tx.setTimer(Wake.draft(state.ticketId, wakeData(state.ticketId, timer)), {
        id: timer.id,
        afterMs: timer.after === 'quiet' ? this.config.TURN_QUIET_MS : this.config.SUPERVISOR_STEP_DEADLINE_MS,
      });
    }
  }
}

function wakeData(ticketId: string, { turn, after, stepId, attempt }: TimerPlan) {
  if (after === 'quiet') return { ticketId, turn, timer: { kind: 'quiet_over' as const } };
  return { ticketId, turn, timer: { kind: 'step_deadline' as const, stepId, attempt } };
}
