import type { ServiceName, StepResultKind, TicketStatus } from '@mesh/contracts';

export type CommandName =
  | 'classify_ticket'
  | 'find_evidence'
  | 'draft_reply'
  | 'review_draft'
  | 'prepare_handover'
  | 'open_approval'
  | 'hand_over'
  | 'send_reply';

export type NodeTextName = 'conversation' | 'evidence' | 'draft' | 'feedback' | 'package';

interface NodeBase {
  readonly title: string;
  /** The status of the ticket in this node; absent: as before. */
  readonly status?: TicketStatus;
}

/** A command goes out and an answer is awaited until the deadline. */
export interface StepNode extends NodeBase {
  readonly kind: 'step';
  readonly receiver: ServiceName;
  readonly command: CommandName;
  readonly answers: readonly StepResultKind[];
  /** The working texts that the command carries, as far as they exist. */
  readonly texts: readonly NodeTextName[];
}

/** `wait`: a timer runs; `instant`: left in the same transition; `rest`: nothing to do until somebody acts. */
export interface OtherNode extends NodeBase {
  readonly kind: 'start' | 'wait' | 'instant' | 'rest';
}

export type WorkflowNode = StepNode | OtherNode;

const step = (
  title: string,
  receiver: ServiceName,
  command: CommandName,
  rest: Pick<StepNode, 'answers' | 'texts' | 'status'>,
): StepNode => ({ kind: 'step', title, receiver, command, ...rest });

const NODE_TABLE = {
  start: { kind: 'start', title: 'a ticket was accepted' },
  quiet: { kind: 'wait', title: 'wait until the customer has stopped writing', status: 'received' },
  triage: step('say what it is about', 'triage', 'classify_ticket', {
    status: 'triaging',
    answers: ['classified'],
    texts: ['conversation'],
  }),
  research: step('find evidence', 'research', 'find_evidence', {
    status: 'researching',
    answers: ['evidence_found'],
    texts: ['conversation'],
  }),
  draft: step('draft the reply', 'solution', 'draft_reply', {
    status: 'drafting',
    answers: ['drafted'],
    texts: ['conversation', 'evidence', 'draft', 'feedback'],
  }),
  review: step('review the draft', 'quality', 'review_draft', {
    status: 'reviewing',
    answers: ['reviewed'],
    texts: ['conversation', 'evidence', 'draft'],
  }),
  decide: { kind: 'instant', title: 'apply the policy' },
  prepare: step('choose a queue, write the package', 'escalation', 'prepare_handover', {
    answers: ['handover_prepared'],
    texts: ['conversation', 'evidence', 'draft'],
  }),
  open_approval: step('ask people for a decision', 'gateway', 'open_approval', {
    answers: ['approval_opened'],
    texts: ['evidence', 'draft', 'package'],
  }),
  awaiting_approval: { kind: 'rest', title: 'a person decides on the draft', status: 'awaiting_approval' },
  send: step('send the reply', 'gateway', 'send_reply', {
    status: 'sending',
    answers: ['reply_sent', 'reply_failed'],
    texts: ['draft'],
  }),
  hand_over: step('give the ticket to a person', 'gateway', 'hand_over', {
    answers: ['handed_over'],
    texts: ['evidence', 'draft', 'package'],
  }),
  superseded: { kind: 'wait', title: 'wait for the newer turn' },
  with_person: { kind: 'rest', title: 'a person has the ticket', status: 'with_person' },
  broken: { kind: 'rest', title: 'the workflow failed, a person has the ticket', status: 'with_person' },
  resolved: { kind: 'rest', title: 'solved', status: 'resolved' },
  closed: { kind: 'rest', title: 'closed', status: 'closed' },
} satisfies Record<string, WorkflowNode>;

export type NodeName = keyof typeof NODE_TABLE;

export const NODES: Readonly<Record<NodeName, WorkflowNode>> = NODE_TABLE;
export const NODE_NAMES = Object.keys(NODE_TABLE) as NodeName[];

export const nodesOf = (...kinds: WorkflowNode['kind'][]): NodeName[] =>
  NODE_NAMES.filter((name) => kinds.includes(NODES[name].kind));
