import {
  CompleteStep,
  FailStep,
  type MessageDraft,
  RecordApproval,
  RecordPersonAction,
  StartTurn,
  type StepRef,
  type StepResult,
  type TurnInput,
  Wake,
  type WorkDone,
  definitionOf,
} from '@mesh/contracts';
import { derivedId, personDecisionIdOf } from '@mesh/kernel';
import type { z } from 'zod';
import { needsShownDraft, readMessage } from '../src/advance/read-message';
import { pickTexts, textChanges, textsToLoad } from '../src/advance/text-changes';
import type { SomeTexts } from '../src/advance/turn-texts';
import { writeCommand } from '../src/advance/write-command';
import { decide } from '../src/workflow/decide/decide';
import type { Decision, TimerPlan } from '../src/workflow/decide/decision';
import type { WorkflowState } from '../src/workflow/state/workflow-state';
import { PERSON, TICKET, goodAnswers, turnInput, work } from './samples';

type Approval = z.input<typeof RecordApproval.schema>;
type PersonAction = z.input<typeof RecordPersonAction.schema>['action'];

export interface CommandSent {
  readonly name: string;
  readonly step: StepRef | undefined;
  readonly draft: MessageDraft;
}

/** The workflow of one ticket in memory: real messages in, real messages out, texts kept as the database keeps them. */
export class TicketRun {
  state: WorkflowState | undefined;
  texts: SomeTexts = {};
  readonly facts: MessageDraft[] = [];
  readonly commands: CommandSent[] = [];
  readonly timers = new Map<string, TimerPlan>();
  /** A timer that rang can neither be moved nor set again. */
  readonly rung = new Set<string>();
  last!: Decision;
  /** Looks at a message and the state before it; what it returns checks the decision. */
  beforeEach: (
    message: { readonly data: unknown },
    before: WorkflowState | undefined,
  ) => ((decision: Decision) => void) | undefined = () => undefined;

  feed(message: { readonly type: string; readonly data: unknown }): Decision {
    const shown = { draft: needsShownDraft(message) ? this.texts.draft : undefined, policyVersion: this.policyVersion };
    const { input, texts } = readMessage(message, shown);
    const check = this.beforeEach(message, this.state);
    const decision = decide(this.state, input);
    check?.(decision);
    this.keep(decision, texts);
    return decision;
  }

  private keep(decision: Decision, given: SomeTexts): void {
    const changes = textChanges(this.state?.texts ?? {}, decision.state.texts, given);
    const load = textsToLoad(decision, changes);
    const kept = Object.entries(this.texts).filter(([name]) => !(changes.remove as string[]).includes(name));
    this.texts = {
      ...Object.fromEntries(kept),
      ...Object.fromEntries(changes.write.map(({ name, text }) => [name, text])),
    };
    for (const name of load) expect(this.texts[name]).toBeDefined();
    this.state = decision.state;
    this.last = decision;
    this.facts.push(...decision.facts);
    for (const plan of decision.commands) {
      const draft = writeCommand(plan, decision.state, pickTexts(this.texts, plan.texts));
      this.commands.push({ name: plan.command, step: plan.step ?? undefined, draft });
    }
    for (const id of decision.cancels) this.timers.delete(id);
    for (const timer of decision.timers) if (!this.rung.has(timer.id)) this.timers.set(timer.id, timer);
  }

  private get policyVersion(): number {
    return this.state?.policy.version ?? 0;
  }

  get status(): string {
    return this.state?.status ?? 'unknown';
  }

  get lastCommand(): CommandSent {
    const command = this.commands.at(-1);
    if (!command) throw new Error('no command was sent');
    return command;
  }

  start(input: Partial<TurnInput> = {}): this {
    this.feed(startTurn(1, 'created', input));
    return this;
  }

  message(turn: number, input: Partial<TurnInput> = {}): this {
    this.feed(startTurn(turn, 'message', input));
    return this;
  }

  /** Answers the command sent last. */
  answer(result: StepResult, done: WorkDone = work()): this {
    const { step } = this.lastCommand;
    if (!step) throw new Error('the last command wants no answer');
    this.feed(answerTo(step, result, done));
    return this;
  }

  fail(code: string, attempts = 5): this {
    const { step } = this.lastCommand;
    if (!step) throw new Error('the last command wants no answer');
    this.feed({ type: FailStep.type, data: { step, code, attempts } });
    return this;
  }

  approval(rest: Partial<Approval> & { outcome: Approval['outcome'] }): this {
    const { turn, approval } = this.state ?? {};
    this.feed(
      RecordApproval.draft(TICKET, {
        ticketId: TICKET,
        turn: turn ?? 1,
        approvalId: approval?.approvalId ?? '',
        ...rest,
      } as Approval),
    );
    return this;
  }

  decideApproval(decision: 'approve' | 'edit' | 'reject' | 'take_over', rest: object = {}): this {
    const { approvalId = '', contentHash = '' } = this.state?.approval ?? {};
    const decisionId = personDecisionIdOf(approvalId, 1);
    return this.approval({ outcome: 'decided', decisionId, decision, actor: PERSON, contentHash, ...rest });
  }

  act(turn: number, action: PersonAction): this {
    this.feed(RecordPersonAction.draft(TICKET, { ticketId: TICKET, turn, actor: PERSON, action }));
    return this;
  }

  /** Lets the one timer that is set ring. */
  ring(): this {
    const [timer] = this.timers.values();
    if (!timer) throw new Error('no timer is set');
    this.timers.delete(timer.id);
    this.rung.add(timer.id);
    this.feed(wakeOf(timer));
    return this;
  }

  /** Answers every command in the good way until nothing is left to answer, or until the named command. */
  runUntil(stop: string | null, results: Readonly<Record<string, StepResult>> = {}): this {
    for (let guard = 0; guard < 40; guard += 1) {
      const { name, step } = this.lastCommand;
      if (name === stop || !step || step.stepId !== this.state?.position.stepId) return this;
      this.answer(results[name] ?? goodAnswers[name] ?? gatewayAnswer(this.lastCommand));
    }
    throw new Error('the run does not end');
  }

  factNames(): string[] {
    return this.facts.map(({ type }) => nameOf(type));
  }

  fact(name: string): Record<string, unknown> {
    const fact = this.facts.findLast(({ type }) => nameOf(type) === name);
    if (!fact) throw new Error(`no fact ${name}`);
    return definitionOf(fact.type)?.schema.parse(fact.data) as Record<string, unknown>;
  }
}

export const nameOf = (type: string): string => type.split('.').at(-2) ?? type;

export const startTurn = (turn: number, cause: 'created' | 'message', input: Partial<TurnInput> = {}): MessageDraft =>
  StartTurn.draft(TICKET, {
    ticketId: TICKET,
    turn,
    cause,
    messageId: derivedId('test-message', turn),
    input: turnInput(input),
  });

export const answerTo = (step: StepRef, result: StepResult, done: WorkDone = work()): MessageDraft =>
  CompleteStep.draft(TICKET, { step, result, work: done });

export const wakeOf = ({ turn, after, stepId, attempt }: TimerPlan): MessageDraft =>
  Wake.draft(TICKET, {
    ticketId: TICKET,
    turn,
    timer: after === 'quiet' ? { kind: 'quiet_over' } : { kind: 'step_deadline', stepId, attempt },
  });

/** What the gateway answers when nothing is in the way. */
export function gatewayAnswer({ name, draft }: CommandSent): StepResult {
  const data = draft.data as { step: StepRef; decisionId: string; dueAt: string };
  if (name === 'send_reply') {
    return { kind: 'reply_sent', decisionId: data.decisionId, messageId: derivedId('test-sent', data.decisionId) };
  }
  return { kind: 'approval_opened', approvalId: data.step.stepId, dueAt: data.dueAt };
}
