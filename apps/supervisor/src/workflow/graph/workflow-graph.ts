import { AGENT_ROUTES } from './agent-routes';
import { GATEWAY_ROUTES } from './gateway-routes';
import { NODES, type NodeName, type WorkflowNode } from './nodes';
import { OUTSIDE_ROUTES } from './outside-routes';
import type { Route } from './route';

const ROUTES = { ...AGENT_ROUTES, ...GATEWAY_ROUTES, ...OUTSIDE_ROUTES };
export type RouteName = keyof typeof ROUTES;

/** The workflow as data: the same object is run by the decider, drawn for people and checked by tests. */
export interface WorkflowGraph {
  readonly start: NodeName;
  readonly nodes: Readonly<Record<NodeName, WorkflowNode>>;
  readonly routes: Readonly<Record<RouteName, Route>>;
}

export const WORKFLOW: WorkflowGraph = { start: 'start', nodes: NODES, routes: ROUTES };

export interface Edge {
  readonly from: NodeName;
  readonly to: NodeName;
  readonly route: string;
  readonly rule: string;
  readonly bound?: string | undefined;
  readonly outside: boolean;
}

/** Every way from node to node, with the rule that opens it. */
export function edgesOf(graph: WorkflowGraph): Edge[] {
  return Object.entries(graph.routes).flatMap(([name, route]) =>
    route.from.flatMap((from) =>
      route.cases
        .filter(({ at }) => at?.includes(from) ?? true)
        .map((option) => ({
          from,
          to: option.to === 'same' ? from : option.to,
          route: name,
          rule: option.when.name,
          bound: option.bound,
          outside: route.outside ?? false,
        })),
    ),
  );
}
