import type { StepRef } from '@mesh/contracts';
import { stepIdOf } from '@mesh/kernel';
import { NODES, type NodeName, type StepNode } from '../graph/nodes';
import type { TextName, TextRefs } from '../state/values';
import type { WorkflowState } from '../state/workflow-state';
import type { CommandPlan } from './decision';
import type { Transition } from './transition';

const NO_TEXTS = { conversation: null, evidence: null, draft: null, feedback: null, package: null } as const;

/** Id that the next round of a node will have. */
export const nextStepIdOf = (state: WorkflowState, node: NodeName): string =>
  stepIdOf(state.ticketId, state.turn, node, state.rounds[node] ?? 0);

/** Moves the workflow to a node: its status, and for a step its command. */
export function enterNode(t: Transition, name: NodeName): void {
  const node = NODES[name];
  const { rounds, path } = t.state;
  const round = rounds[name] ?? 0;
  const awaits = node.kind === 'step' || node.kind === 'wait';
  t.apply({
    position: { node: name, round, attempt: 1, stepId: awaits ? nextStepIdOf(t.state, name) : null },
    rounds: { ...rounds, [name]: round + 1 },
    path: [...path, name].slice(-100),
    ...(node.status === undefined ? {} : { status: node.status }),
    ...(endsTurn(name) ? { texts: NO_TEXTS } : {}),
  });
  if (node.kind === 'step') t.command(planStep(t.state, node));
}

/** The texts of a turn are needed as long as the mesh may still act on them. */
const endsTurn = (name: NodeName): boolean => NODES[name].kind === 'rest' && name !== 'awaiting_approval';

/** Asks the step in hand once more, under the same step id. */
export function askAgain(t: Transition): void {
  t.apply({ position: { ...t.state.position, attempt: 2 } });
  const node = NODES[t.state.position.node];
  if (node.kind === 'step') t.command(planStep(t.state, node));
}

function planStep(state: WorkflowState, node: StepNode): CommandPlan {
  const plan = { command: node.command, step: stepRefOf(state), texts: refsOf(state, node.texts) };
  return node.command === 'send_reply' && state.order ? { ...plan, decisionId: state.order.decisionId } : plan;
}

function stepRefOf({ ticketId, turn, position }: WorkflowState): StepRef {
  return { ticketId, turn, stepId: position.stepId ?? '', attempt: position.attempt };
}

function refsOf(state: WorkflowState, names: readonly TextName[]): TextRefs {
  const refs: { [Name in TextName]?: string } = {};
  for (const name of names) {
    const hash = state.texts[name];
    if (hash !== undefined) refs[name] = hash;
  }
  return refs;
}
