import { OpenApproval } from '@mesh/contracts';
import { contentHashOf, newId } from '@mesh/kernel';
import { InboxReceiver, MessagingRuntime } from '@mesh/messaging';
import { WorkerDatabase } from '@mesh/persistence';
import { messageFrom, waitFor } from '@mesh/testing';
import type { Gateway } from '../../../test/start-gateway';
import { draftCiting } from '../../../test/ticket-path';

/** An approval that is open over the API of a gateway, as the pipeline opens it. */
export async function openedApproval(
  gateway: Gateway,
): Promise<{ path: string; contentHash: string; ticketId: string }> {
  const ticket = { body: 'Refund me.', customer: { id: 'ann' } };
  const ticketId = String((await gateway.ask('POST', '/v1/tickets', ticket)).body['id']);
  const step = { ticketId, turn: 1, stepId: newId(), attempt: 1 };
  const draft = draftCiting('refunds');
  const contentHash = contentHashOf(draft, 0);
  const request = OpenApproval.draft(ticketId, {
    step,
    reason: 'category_requires_approval',
    reasons: [],
    risk: 'medium',
    draft,
    contentHash,
    policyVersion: 0,
    ttlMs: 60_000,
    fourEyes: false,
    evidence: [],
    checks: [],
    package: { summary: 'A refund.', suggestedNextStep: 'Check it.' },
    queue: 'billing',
    dueAt: new Date().toISOString(),
  });
  const { app } = gateway.service;
  await new InboxReceiver(app.get(WorkerDatabase, { strict: false }), 'gateway').receive([messageFrom(request)]);
  app.get(MessagingRuntime, { strict: false }).wake();
  const path = `/v1/approvals/${step.stepId}`;
  await waitFor('the approval', async () => (await gateway.ask('GET', path)).status === 200);
  return { path, contentHash, ticketId };
}
