import { type Edge, type WorkflowGraph, edgesOf } from './workflow-graph';

/** Shapes of the drawing: a step is a box, a rest a stadium, everything instant a rhombus. */
const BRACKETS = {
  start: ['((', '))'],
  wait: ['[/', '/]'],
  step: ['[', ']'],
  instant: ['{', '}'],
  rest: ['([', '])'],
} as const;

/** The graph as a Mermaid flowchart. What may happen from everywhere is drawn once, from a node `anywhere`. */
export function toMermaid(graph: WorkflowGraph): string {
  const nodes = Object.entries(graph.nodes).map(([name, node]) => {
    const [open, close] = BRACKETS[node.kind];
    const by = node.kind === 'step' ? `<br/>${node.receiver}: ${node.command}` : '';
    return `  ${name}${open}"${name}<br/>${node.title}${by}"${close}`;
  });
  return ['flowchart TD', ...nodes, '  anywhere{{"anywhere"}}', ...arrowsOf(graph), ''].join('\n');
}

function arrowsOf(graph: WorkflowGraph): string[] {
  const all = Object.keys(graph.nodes).length;
  const isGlobal = (route: string): boolean =>
    Object.entries(graph.routes).some(([name, { from }]) => name === route && from.length === all);
  const arrows = edgesOf(graph).map((edge) => arrowOf(edge, isGlobal(edge.route)));
  return [...new Set(arrows.filter((arrow) => arrow !== undefined))];
}

function arrowOf(edge: Edge, global: boolean): string | undefined {
  if (global && edge.from === edge.to) return undefined;
  const line = edge.outside ? '-.->' : '-->';
  return `  ${global ? 'anywhere' : edge.from} ${line}|${edge.route}: ${edge.rule}| ${edge.to}`;
}

/** The graph as plain JSON: nodes with what they do, routes with their rules and targets. */
export function toJson(graph: WorkflowGraph) {
  return {
    start: graph.start,
    nodes: Object.entries(graph.nodes).map(([name, node]) => ({ name, ...node })),
    routes: Object.entries(graph.routes).map(([name, route]) => ({
      name,
      from: route.from,
      outside: route.outside ?? false,
      cases: route.cases.map(({ when, to, at, handover, approval, bound }) => ({
        rule: when.name,
        to,
        at,
        handover,
        approval,
        bound,
      })),
    })),
  };
}
