import { type DataOf, type MessageDefinition, OpenApproval, SendReply, StartTurn, type StepRef } from '@mesh/contracts';
import { contentHashOf, newId, stepIdOf } from '@mesh/kernel';
import type { WorkTransaction } from '@mesh/messaging';
import { TransactionalOutbox } from '@mesh/messaging';
import { type RunningTestService, testService, waitFor } from '@mesh/testing';
import type { ApprovalRow } from '../src/approvals/approval-row';
import { DecideApproval } from '../src/approvals/decide-approval';
import { gateway } from '../src/gateway.service';
import type { Principal } from '../src/identity';
import { ReceiveMessage } from '../src/messages/receive-message';
import { TicketPathModule } from '../src/ticket-path.module';
import { CreateTicket } from '../src/tickets/create-ticket';
import { CreateTicketSchema, type NewTicket } from '../src/tickets/ticket.requests';

export const principal = (changes: Partial<Principal> = {}): Principal => ({
  tenantId: 'default',
  role: 'approver',
  actorId: 'kim',
  keyId: 'key-of-kim',
  correlationId: newId(),
  tier: 'standard',
  isBootstrap: false,
  ...changes,
});

const CITATION = { title: 'Exports', quote: 'Use the menu.', start: 0, end: 13, sentenceStart: 0, sentenceEnd: 13 };
export const draftCiting = (documentId: string, documentVersion = 1, body = 'Use the menu.') => ({
  body,
  citations: [{ ...CITATION, documentId, documentVersion }],
  language: 'en',
});

const EVIDENCE = { evidence: [], checks: [] };
const PACKAGE = { summary: 'A refund is asked for.', suggestedNextStep: 'Check the order.' };

/** The gateway's ticket path on a database of its own, with the supervisor's side played by the test. */
export class TicketPath {
  constructor(readonly service: RunningTestService) {}

  static async start(environment: Record<string, string> = {}): Promise<TicketPath> {
    const definition = { ...gateway, module: TicketPathModule };
    return new TicketPath(await testService(definition).with(environment).start());
  }

  stop(): Promise<void> {
    return this.service.stop();
  }

  sent = <Definition extends MessageDefinition>(type: Definition) =>
    this.service.sent(type).then((all) => all.map((message) => message.data as DataOf<Definition>));

  async create(ticket: Partial<NewTicket> = {}, as = principal(), key?: string): Promise<string> {
    const body = CreateTicketSchema.parse({ body: 'Please refund my order.', customer: { id: newId() }, ...ticket });
    return (await this.service.get(CreateTicket).execute(as, body, key)).id;
  }

  receive = (ticketId: string, body = 'Any news?', as = principal()) =>
    this.service.get(ReceiveMessage).execute(as, ticketId, body);

  /** Runs something in a transaction of the HTTP role. */
  asApi = <T>(work: (tx: WorkTransaction) => Promise<T>, tenantId = 'default'): Promise<T> =>
    this.service.get(TransactionalOutbox).run({ tenantId, correlationId: newId() }, work);

  step(ticketId: string, node: string, turn = 1, round = 0): StepRef {
    return { ticketId, turn, stepId: stepIdOf(ticketId, turn, node, round), attempt: 1 };
  }

  /** A ticket with an open approval; returns the approval as it was stored. */
  async openApproval(changes: Partial<DataOf<typeof OpenApproval>> = {}, ticket?: string): Promise<ApprovalRow> {
    const ticketId = ticket ?? (await this.create());
    const draft = changes.draft ?? draftCiting('refunds');
    const step = changes.step ?? this.step(ticketId, 'open_approval');
    const data = {
      step,
      reason: 'category_requires_approval',
      reasons: [],
      risk: 'medium' as const,
      draft,
      contentHash: contentHashOf(draft, 0),
      policyVersion: 0,
      ttlMs: 86_400_000,
      fourEyes: false,
      ...EVIDENCE,
      package: PACKAGE,
      queue: 'billing',
      dueAt: new Date(Date.now() + 86_400_000).toISOString(),
      ...changes,
    };
    await this.service.deliver(OpenApproval.draft(ticketId, data));
    return this.approval(step.stepId);
  }

  async approval(id: string): Promise<ApprovalRow> {
    const [row] = await this.service.database.query<ApprovalRow>('SELECT * FROM gateway.approvals WHERE id = $1', [id]);
    if (!row) throw new Error('there is no such approval');
    return row;
  }

  decide(approval: ApprovalRow, changes: Partial<Decision> = {}, as = principal()) {
    const request = { decision: 'approve', contentHash: approval.content_hash, sendAfterMs: 0, ...changes } as const;
    return this.service.get(DecideApproval).execute(as, approval.id, request);
  }

  /** The supervisor's answer to a decision: send what was approved. */
  reply(approval: ApprovalRow, decisionId: string, changes: Partial<DataOf<typeof SendReply>> = {}) {
    const { ticket_id: ticketId, turn, draft } = approval;
    return this.service.deliver(
      SendReply.draft(ticketId, {
        step: this.step(ticketId, 'send', turn),
        decisionId,
        approvalId: approval.id,
        actor: { kind: 'person', id: 'kim' },
        policyVersion: approval.policy_version,
        draft,
        contentHash: contentHashOf(draft, approval.policy_version),
        ...changes,
      }),
    );
  }

  async count(table: string, ticketId: string): Promise<number> {
    const rows = await this.service.database.query<{ n: number }>(
      `SELECT count(*)::int AS n FROM gateway.${table} WHERE ticket_id = $1`,
      [ticketId],
    );
    return rows[0]?.n ?? 0;
  }

  async ticket(id: string): Promise<{ status: string; turn: number; version: number; override: unknown }> {
    type Row = { status: string; turn: number; version: number; override: unknown };
    const [row] = await this.service.database.query<Row>('SELECT * FROM gateway.tickets WHERE id = $1', [id]);
    if (!row) throw new Error('there is no such ticket');
    return row;
  }

  until = waitFor;
  starts = () => this.sent(StartTurn);
}

type Decision = Parameters<DecideApproval['execute']>[2];

/** The outcome of a promise as a word: its value's or its error's code. */
export const codeOfOutcome = (outcome: PromiseSettledResult<unknown>): string => {
  if (outcome.status === 'fulfilled') return 'ok';
  const reason: unknown = outcome.reason;
  return reason instanceof Error && 'code' in reason ? String(reason.code) : String(reason);
};
