import { RESTING_STATUSES, ReasonCode } from '@mesh/contracts';
import { initialState } from '../state/workflow-state';
import { toJson, toMermaid } from './draw-graph';
import { NODES, NODE_NAMES, type NodeName } from './nodes';
import { chooseCase } from './route';
import { WORKFLOW, edgesOf } from './workflow-graph';

const edges = edgesOf(WORKFLOW);
const routes = Object.entries(WORKFLOW.routes);

const reachableFrom = (start: NodeName): Set<NodeName> => {
  const reached = new Set<NodeName>([start]);
  for (const node of reached) for (const { from, to } of edges) if (from === node) reached.add(to);
  return reached;
};

/** Whether the machine alone could go round from a node without meeting a bound. */
const unboundedWayBack = (start: NodeName): boolean => {
  const inside = edges.filter(({ outside, bound }) => !outside && bound === undefined);
  const reached = new Set(inside.filter(({ from }) => from === start).map(({ to }) => to));
  for (const node of reached) for (const { from, to } of inside) if (from === node) reached.add(to);
  return reached.has(start);
};

describe('the graph of the workflow', () => {
  it.each(routes)('%s leads from nodes that exist to nodes that exist', (_name, route) => {
    for (const from of route.from) expect(NODE_NAMES).toContain(from);
    for (const { to } of route.cases) expect([...NODE_NAMES, 'same']).toContain(to);
  });

  it.each(routes)('%s always has a way to go on', (_name, route) => {
    const view = { state: initialState('0b8f5dd1-8a5c-4f6e-9f57-3b3b6d0f2a11'), signal: 'something unheard of' };
    expect(chooseCase({ ...route, cases: route.cases.slice(-1) }, view)).toBe(route.cases.at(-1));
  });

  it.each(routes)('%s has names that can stand as reasons in facts', (_name, route) => {
    for (const { when } of route.cases) expect(ReasonCode.safeParse(when.name).success).toBe(true);
  });

  it.each(NODE_NAMES)('%s can be reached from the start', (node) => {
    expect(reachableFrom(WORKFLOW.start)).toContain(node);
  });

  it.each(NODE_NAMES)(
    'from %s the machine ends at rest: it is at rest, or has a way on, and no way goes round unbounded',
    (node) => {
      const { kind, status } = NODES[node];
      if (kind === 'rest') expect(RESTING_STATUSES).toContain(status);
      else expect(edges.some(({ from, to }) => from === node && to !== node)).toBe(true);
      expect(unboundedWayBack(node)).toBe(false);
    },
  );

  it('gives every step a way on when it is answered, fails or misses its deadline', () => {
    for (const node of NODE_NAMES.filter((name) => NODES[name].kind === 'step')) {
      const names = routes.filter(([, { from }]) => from.includes(node)).map(([name]) => name);
      expect(names).toEqual(expect.arrayContaining(['onFailure', 'onTimeout', 'onSuperseded']));
      expect(names.some((name) => name.startsWith('after'))).toBe(true);
    }
  });

  it('is drawn with every node and every way', () => {
    const drawing = toMermaid(WORKFLOW);
    for (const node of NODE_NAMES) expect(drawing).toContain(`  ${node}`);
    for (const { from, to, route, rule } of edges.filter(({ outside }) => !outside)) {
      expect(drawing).toContain(`  ${from} -->|${route}: ${rule}| ${to}`);
    }
  });

  it('is told as JSON with the rules of each route', () => {
    const json = toJson(WORKFLOW);
    expect(JSON.parse(JSON.stringify(json))).toMatchObject({ start: 'start' });
    expect(json.routes.map(({ name }) => name)).toEqual(Object.keys(WORKFLOW.routes));
    expect(json.nodes).toHaveLength(NODE_NAMES.length);
  });
});
