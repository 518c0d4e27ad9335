import type { AgentSetups, Policy, TicketStatus, TriageResult } from '@mesh/contracts';
import type { NodeName } from '../graph/nodes';
import { append, appendByKey, highest, latest, merge, once, sum, sumByKey, union } from './channel';
import type {
  ApprovalRef,
  DecisionRecord,
  DraftRef,
  FailureRecord,
  FoundRef,
  HandoverRef,
  Intent,
  Position,
  SendOrder,
  SendRecord,
  TextRefs,
  TurnContext,
  VerdictRef,
} from './values';

const START: Position = { node: 'start', round: 0, attempt: 1, stepId: null };

/** Before the first turn there is no policy, and nothing is allowed. */
const NO_POLICY: Policy = {
  version: 0,
  categories: {},
  fallback: { autonomy: 'off', requiresApproval: true },
  confidenceFloor: 1,
  handOverFlags: [],
  approvalFlags: [],
  maxRevisions: 0,
  approvalTtlMs: 86_400_000,
  fourEyes: false,
};

/** Every part of the workflow state. All values are JSON; none holds a customer's words. */
export const CHANNELS = {
  ticketId: once(),
  /** Transitions so far. */
  version: sum(),
  /** Facts so far. */
  sequence: sum(),
  turn: highest(),
  status: latest<TicketStatus>('received'),
  position: latest<Position>(START),
  /** Nodes entered in this turn, in order. */
  path: latest<readonly NodeName[]>([]),
  /** How often each node was entered in this turn. */
  rounds: latest<Readonly<Partial<Record<NodeName, number>>>>({}),
  /** Deadlines of this turn that rang; part of the timer's id, because a timer that rang cannot be set again. */
  rings: latest<number>(0),
  /** Drafts that quality sent back since the evidence or the guidance was new. */
  revisions: latest<number>(0),
  policy: latest<Policy>(NO_POLICY),
  categories: latest<readonly string[]>([]),
  /** As the tenant had set them up when the turn began. */
  agents: latest<AgentSetups>({}),
  context: merge<TurnContext>({}),
  texts: merge<TextRefs>({}),
  triage: latest<TriageResult | null>(null),
  found: latest<FoundRef | null>(null),
  draft: latest<DraftRef | null>(null),
  verdict: latest<VerdictRef | null>(null),
  intent: latest<Intent | null>(null),
  handover: latest<HandoverRef | null>(null),
  approval: latest<ApprovalRef | null>(null),
  order: latest<SendOrder | null>(null),
  /** A person rejected a draft of this turn: nothing is sent in it without a person. */
  rejected: latest<boolean>(false),
  outcome: latest<'assumed' | 'confirmed' | 'by_person' | null>(null),
  decisions: append<DecisionRecord>(100),
  failures: append<FailureRecord>(50),
  sends: appendByKey<SendRecord>(50, (send) => send.decisionId),
  tags: union(),
  /** Time, money and tokens of all turns. */
  metrics: sumByKey(),
  /** Milliseconds of work by node. */
  workMs: sumByKey(),
  /** Inputs without effect, by the reason. */
  ignored: sumByKey(),
};
