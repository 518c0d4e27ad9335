import { type Actor, type MessageDefinition, type MessageDraft, type WorkDone } from '@mesh/contracts';
import { factIdOf } from '@mesh/kernel';
import type { z } from 'zod';
import { NODES } from '../graph/nodes';
import { type RouteCase, chooseCase, reasonsFor } from '../graph/route';
import { type RouteName, WORKFLOW } from '../graph/workflow-graph';
import { type WorkflowState, type WorkflowUpdate, applyUpdate } from '../state/workflow-state';
import { timersBetween } from './deadlines';
import type { CommandPlan, Decision } from './decision';

type Common = 'ticketId' | 'turn' | 'status' | 'actor' | 'durationMs' | 'costMicros';
export type FactData<Definition extends MessageDefinition> = Omit<z.input<Definition['schema']>, Common>;

/** Who caused a fact, and the work behind it. */
export interface Cause {
  readonly actor: Actor;
  readonly work?: WorkDone;
  /** Set when the fact belongs to an older turn. */
  readonly turn?: number;
}

/** Collects what one input does to a workflow. Lives as long as one call of `decide`; the state it began with is never changed. */
export class Transition {
  private current: WorkflowState;
  private readonly facts: MessageDraft[] = [];
  private readonly commands: CommandPlan[] = [];
  private ignored: string | null = null;

  constructor(private readonly before: WorkflowState) {
    this.current = before;
  }

  get state(): WorkflowState {
    return this.current;
  }

  apply(update: WorkflowUpdate): void {
    this.current = applyUpdate(this.current, update);
  }

  /** The input is counted, and nothing else happens. */
  ignore(reason: string): void {
    this.ignored = reason;
    this.apply({ ignored: { [reason]: 1 } });
  }

  command(plan: CommandPlan): void {
    this.commands.push(plan);
  }

  /** Writes a fact with the next sequence number and the status as it now is. */
  record<Definition extends MessageDefinition>(definition: Definition, data: FactData<Definition>, cause: Cause): void {
    this.apply({ sequence: 1 });
    const { ticketId, sequence, status, turn } = this.current;
    const work = cause.work && { durationMs: cause.work.durationMs, costMicros: cause.work.costMicros };
    this.facts.push({
      type: definition.type,
      subject: ticketId,
      id: factIdOf(ticketId, sequence),
      sequence,
      data: { ...data, ...work, ticketId, turn: cause.turn ?? turn, status, actor: cause.actor },
    });
  }

  /** The case of a route that holds now. */
  choose(route: RouteName, signal: string): RouteCase {
    return chooseCase(WORKFLOW.routes[route], { state: this.current, signal });
  }

  /** Every reason of a route that speaks for a person now. */
  reasons(route: RouteName, signal: string) {
    return reasonsFor(WORKFLOW.routes[route], { state: this.current, signal });
  }

  standsAtRest(): boolean {
    const { kind } = NODES[this.current.position.node];
    return kind === 'rest' || kind === 'start';
  }

  done(): Decision {
    this.apply({ version: 1 });
    const { set, cancel } = timersBetween(this.before, this.current);
    return {
      state: this.current,
      commands: this.commands,
      facts: this.facts,
      timers: set,
      cancels: cancel,
      ignored: this.ignored,
    };
  }
}
