import {
  FailStep,
  type MessageDraft,
  RecordApproval,
  RecordPersonAction,
  type StepRef,
  type StepResult,
} from '@mesh/contracts';
import { derivedId, personDecisionIdOf } from '@mesh/kernel';
import { PERSON, TICKET, turnInput } from './samples';
import { answerTo, startTurn } from './ticket-run';

interface Approval {
  readonly approvalId: string;
  readonly contentHash: string;
}

/** The rules of the race as the gateway keeps them: one lock, one turn, sends that happen once. */
export class SimulatedGateway {
  turn = 1;
  holder: 'mesh' | 'person' | 'closed' = 'mesh';
  approval: Approval | undefined;
  readonly sends = new Map<string, { turn: number }>();
  private readonly stale = new Set<string>();
  private readonly opened = new Set<string>();
  private decisions = 0;

  /** Obeys a command; the answer goes back to the supervisor. */
  obey(name: string, data: GatewayCommand): MessageDraft | undefined {
    const { step } = data;
    if (name === 'hand_over') return this.handOver(data.turn, step);
    if (!step) return undefined;
    if (step.turn !== this.turn || this.holder !== 'mesh') return answerTo(step, { kind: 'superseded', cause: 'turn' });
    return answerTo(step, name === 'send_reply' ? this.send(step, data.decisionId) : this.open(step, data));
  }

  private handOver(turn: number, step: StepRef | undefined): MessageDraft | undefined {
    const current = turn === this.turn && this.holder !== 'closed';
    if (current) this.approval = undefined;
    return step && answerTo(step, current ? { kind: 'handed_over' } : { kind: 'superseded', cause: 'turn' });
  }

  /** The status of a ticket follows the facts of the turn that the gateway knows; who holds it follows the status. */
  project({ turn, status }: { readonly turn: number; readonly status: string }): void {
    if (turn !== this.turn) return;
    if (status === 'with_person') this.holder = 'person';
    if (status === 'closed') this.holder = 'closed';
  }

  private send(step: StepRef, decisionId: string): StepResult {
    if (this.stale.has(decisionId)) return { kind: 'superseded', cause: 'evidence' };
    this.sends.set(decisionId, this.sends.get(decisionId) ?? { turn: step.turn });
    return { kind: 'reply_sent', decisionId, messageId: derivedId('sent', decisionId) };
  }

  private open(step: StepRef, { contentHash, dueAt }: GatewayCommand): StepResult {
    if (!this.opened.has(step.stepId)) this.approval = { approvalId: step.stepId, contentHash };
    this.opened.add(step.stepId);
    return { kind: 'approval_opened', approvalId: step.stepId, dueAt };
  }

  /** The document behind a reply that is not sent yet gets a newer version. */
  replaceEvidence(decisionId: string | undefined): MessageDraft[] {
    if (decisionId !== undefined && !this.sends.has(decisionId)) this.stale.add(decisionId);
    return this.supersedeApproval('evidence');
  }

  private supersedeApproval(cause: 'message' | 'evidence' | 'person'): MessageDraft[] {
    const { approval, turn } = this;
    this.approval = undefined;
    if (!approval) return [];
    const data = { outcome: 'superseded' as const, ticketId: TICKET, turn, approvalId: approval.approvalId, cause };
    return [RecordApproval.draft(TICKET, data)];
  }

  customerWrites(): MessageDraft[] {
    if (this.holder === 'closed') return [];
    const superseded = this.supersedeApproval('message');
    this.turn += 1;
    return [...superseded, startTurn(this.turn, 'message')];
  }

  personActs(kind: 'reply' | 'resolve' | 'close' | 'assign' | 'release'): MessageDraft[] {
    if (this.holder === 'closed' || (kind === 'release') !== (this.holder === 'person' && kind === 'release'))
      return [];
    const superseded = this.supersedeApproval('person');
    this.turn += 1;
    this.holder = kind === 'close' ? 'closed' : kind === 'assign' || kind === 'reply' ? 'person' : 'mesh';
    const data = { ticketId: TICKET, turn: this.turn, actor: PERSON, action: this.actionOf(kind) };
    return [...superseded, RecordPersonAction.draft(TICKET, data)];
  }

  private actionOf(kind: 'reply' | 'resolve' | 'close' | 'assign' | 'release') {
    if (kind === 'close') return { kind, reason: 'duplicate' };
    if (kind === 'release') return { kind, input: turnInput() };
    if (kind !== 'reply') return { kind };
    const decisionId = derivedId('person-reply', this.turn);
    return { kind, decisionId, messageId: decisionId, contentHash: 'b'.repeat(64), resolve: false };
  }

  personDecides(decision: 'approve' | 'edit' | 'reject' | 'take_over' | 'expire'): MessageDraft[] {
    const { approval } = this;
    if (!approval) return [];
    this.approval = undefined;
    const common = { ticketId: TICKET, turn: this.turn, approvalId: approval.approvalId };
    if (decision === 'expire') return [RecordApproval.draft(TICKET, { ...common, outcome: 'expired' })];
    if (decision === 'take_over') {
      this.turn += 1;
      this.holder = 'person';
    }
    const decisionId = personDecisionIdOf(approval.approvalId, (this.decisions += 1));
    const text = decision === 'edit' ? { reply: 'Written by a person.' } : {};
    const { contentHash } = approval;
    return [
      RecordApproval.draft(TICKET, {
        ...common,
        turn: this.turn,
        outcome: 'decided',
        decision,
        decisionId,
        actor: PERSON,
        contentHash,
        ...text,
      }),
    ];
  }

  feedback(solved: boolean): MessageDraft[] {
    const action = { kind: 'feedback' as const, solved };
    return [RecordPersonAction.draft(TICKET, { ticketId: TICKET, turn: this.turn, actor: PERSON, action })];
  }
}

export interface GatewayCommand {
  readonly step?: StepRef;
  readonly turn: number;
  readonly decisionId: string;
  readonly contentHash: string;
  readonly dueAt: string;
}

export const failureOf = (step: StepRef): MessageDraft =>
  FailStep.draft(TICKET, { step, code: 'MODEL_AWAY', attempts: 5 });
