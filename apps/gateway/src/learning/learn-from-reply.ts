import { Inject, Injectable } from '@nestjs/common';
import { type Draft, RememberResolution } from '@mesh/contracts';
import { codeOf, reasonOf } from '@mesh/kernel';
import type { WorkTransaction } from '@mesh/messaging';
import { Logger, METRICS, Metrics } from '@mesh/observability';
import type { ApprovalRow } from '../approvals/approval-row';
import { findCustomer } from '../customers/customer-store';
import type { TicketRow } from '../tickets/ticket-row';
import { currentPolicy } from '../turns/current-policy';
import { type LearningDecision, type SentReply, decideLearning } from './decide-learning';
import { knownPeople } from './known-people';

const ASKED = `
  SELECT body FROM gateway.messages
  WHERE tenant_id = $1 AND ticket_id = $2 AND author = 'customer' ORDER BY position LIMIT 20`;
const RECORD = `
  INSERT INTO gateway.learnings (tenant_id, decision_id, ticket_id, reason) VALUES ($1, $2, $3, $4)
  ON CONFLICT DO NOTHING`;

/** A reply that a person approved or edited, and that was sent in this transaction. */
export interface ApprovedReply {
  readonly decisionId: string;
  readonly draft: Draft;
  readonly approval: Pick<ApprovalRow, 'decided_by'>;
}

/** Lets research remember what people approved, or records why it must not. */
@Injectable()
export class LearnFromReply {
  private readonly learnt;

  constructor(
    @Inject(Logger) private readonly logger: Logger,
    @Inject(Metrics) metrics: Metrics,
  ) {
    this.learnt = metrics.counter(
      METRICS.resolutionsLearnt,
      'Approved replies that became memory, and why others did not',
      ['result'],
    );
  }

  async execute(tx: WorkTransaction, ticket: TicketRow, reply: ApprovedReply): Promise<void> {
    const approvedBy = reply.approval.decided_by;
    if (approvedBy === null) return;
    const decision = await this.decide(tx, ticket, reply.draft);
    const { decisionId } = reply;
    await tx.sql.run(RECORD, [tx.tenantId, decisionId, ticket.id, decision.learn ? null : decision.reason]);
    this.learnt.inc({ result: decision.learn ? 'told' : decision.reason });
    if (!decision.learn) return;
    const { question, answer } = decision;
    const category = ticket.category ?? 'unknown';
    const data = { ticketId: ticket.id, decisionId, approvedBy, category, question, answer };
    tx.send(RememberResolution.draft(ticket.id, data));
  }

  private async decide(tx: WorkTransaction, ticket: TicketRow, draft: Draft): Promise<LearningDecision> {
    const rows = await tx.sql.rows<{ body: string }>(ASKED, [tx.tenantId, ticket.id]);
    const sent: SentReply = {
      policy: await currentPolicy(tx),
      draft,
      asked: [ticket.subject ?? '', ...rows.map(({ body }) => body)],
      people: knownPeople(ticket, await findCustomer(tx, ticket.customer_id)),
    };
    try {
      return decideLearning(sent);
    } catch (error) {
      // The reply must go out whatever becomes of the lesson; the reason is recorded like any other.
      this.logger.warn('resolution_not_checked', { code: codeOf(error), reason: reasonOf(error) });
      return { learn: false, reason: 'not_checked' };
    }
  }
}
