import type { RouteCase } from '../graph/route';
import type { RouteName } from '../graph/workflow-graph';
import { enterNode } from './enter-node';
import { decideForPerson } from './to-a-person';
import type { Transition } from './transition';

/** Takes a way of a route. The fact of the answer comes before the decision that follows from it. */
export function proceed(t: Transition, route: RouteName, signal: string, recordAnswer: () => void): void {
  const chosen = t.choose(route, signal);
  if (chosen.handover !== undefined || chosen.approval !== undefined) {
    const reasons = t.reasons(route, signal);
    recordAnswer();
    return decideForPerson(t, chosen, reasons);
  }
  enterNode(t, targetOf(t, chosen));
  recordAnswer();
}

export const targetOf = (t: Transition, chosen: RouteCase) =>
  chosen.to === 'same' ? t.state.position.node : chosen.to;

/** Takes a way of a route that needs nothing but to be gone. */
export function proceedTo(t: Transition, route: RouteName, signal: string): void {
  enterNode(t, targetOf(t, t.choose(route, signal)));
}
