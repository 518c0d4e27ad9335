import type { HandoverReason, Reason } from '@mesh/contracts';
import { type Specification, specification } from '@mesh/kernel';
import type { WorkflowState } from '../state/workflow-state';
import type { NodeName } from './nodes';

/** What a route looks at: the state with the news folded in, and the name of the news. */
export interface RouteView {
  readonly state: WorkflowState;
  readonly signal: string;
}

/** One way to go on. The name of its rule is the reason for it. */
export interface RouteCase {
  readonly when: Specification<RouteView>;
  /** `same`: the node where the workflow stands. */
  readonly to: NodeName | 'same';
  /** Absent: possible from every node of the route. */
  readonly at?: readonly NodeName[];
  /** Set where the way leads to a person who takes the ticket. */
  readonly handover?: HandoverReason;
  /** Set where the way leads to a person who decides on the draft. */
  readonly approval?: string;
  /** The number behind the reason. */
  readonly value?: (state: WorkflowState) => number | undefined;
  /** Set where the way leads back: what keeps it from being taken for ever. */
  readonly bound?: string;
}

/** The first case whose rule holds is taken; the last one always holds. */
export interface Route {
  readonly from: readonly NodeName[];
  /** Taken because somebody outside acted, not by the machine's own progress. */
  readonly outside?: boolean;
  readonly cases: readonly RouteCase[];
}

type Rule = (view: RouteView) => boolean;

export const go = (name: string, rule: Rule, to: RouteCase['to'], bound?: string): RouteCase => ({
  when: specification(name, rule),
  to,
  ...(bound === undefined ? {} : { bound }),
});

export const otherwise = (name: string, to: RouteCase['to'], bound?: string): RouteCase =>
  go(name, () => true, to, bound);

export const on = (signal: string, to: RouteCase['to'], bound?: string): RouteCase =>
  go(signal, (view) => view.signal === signal, to, bound);

/** A way from some nodes of the route alone. */
export const goAt = (
  at: readonly NodeName[],
  name: string,
  to: RouteCase['to'],
  rest: { rule?: Rule; bound?: string } = {},
) => ({
  ...go(name, (view) => at.includes(view.state.position.node) && (rest.rule?.(view) ?? true), to, rest.bound),
  at,
});

export const handOver = (reason: HandoverReason, rule: Rule, value?: RouteCase['value']): RouteCase => ({
  when: specification(reason, rule),
  to: 'prepare',
  handover: reason,
  ...(value ? { value } : {}),
});

export const askPerson = (reason: string, rule: Rule, value?: RouteCase['value']): RouteCase => ({
  when: specification(reason, rule),
  to: 'prepare',
  approval: reason,
  ...(value ? { value } : {}),
});

/** The case that is taken. */
export function chooseCase(route: Route, view: RouteView): RouteCase {
  const chosen = route.cases.find((option) => option.when.isSatisfiedBy(view));
  if (chosen === undefined) throw new TypeError('a route without a last case');
  return chosen;
}

/** Everything that speaks for a person, not only the first reason. */
export function reasonsFor(route: Route, view: RouteView): Reason[] {
  return route.cases
    .filter((option) => (option.handover ?? option.approval) !== undefined && option.when.isSatisfiedBy(view))
    .map((option) => reasonOfCase(option, view.state));
}

function reasonOfCase(option: RouteCase, state: WorkflowState): Reason {
  const value = option.value?.(state);
  return value === undefined ? { code: option.when.name } : { code: option.when.name, value };
}
