import { InboxReceiver, MessagingRuntime } from '@mesh/messaging';
import { SendReply } from '@mesh/contracts';
import { contentHashOf, newId } from '@mesh/kernel';
import { WorkerDatabase } from '@mesh/persistence';
import { messageFrom, waitFor } from '@mesh/testing';
import { draftCiting } from '../../test/ticket-path';
import { type Edge, playService, startEdge } from '../http/test/start-edge';
import { gateway } from '../gateway.service';

let edge: Edge;
beforeAll(async () => {
  edge = await startEdge({ INBOX_POLL_MS: '50' }, gateway);
}, 60_000);
afterAll(() => edge.stop());

/** A reply that went out on this document. */
async function answered(documentId: string): Promise<{ ticketId: string; decisionId: string }> {
  const ticket = { body: 'How do I export?', customer: { id: 'ann' } };
  const ticketId = String((await edge.ask('POST', '/v1/tickets', { body: ticket })).body['id']);
  const draft = draftCiting(documentId);
  const decisionId = newId();
  const reply = SendReply.draft(ticketId, {
    step: { ticketId, turn: 1, stepId: newId(), attempt: 1 },
    decisionId,
    actor: { kind: 'policy', id: 'policy:0' },
    policyVersion: 0,
    draft,
    contentHash: contentHashOf(draft, 0),
  });
  const { app } = edge.service;
  await new InboxReceiver(app.get(WorkerDatabase, { strict: false }), 'gateway').receive([messageFrom(reply)]);
  app.get(MessagingRuntime, { strict: false }).wake();
  await waitFor('the reply', async () => 'reply' in (await edge.ask('GET', `/v1/tickets/${ticketId}`)).body);
  return { ticketId, decisionId };
}
const affected = (documentId: string, query = '') =>
  edge.ask('GET', `/v1/knowledge/documents/${documentId}/affected-answers${query}`);

describe('when an article has changed', () => {
  it.each([
    ['still says what was cited', 'First: Use the menu. Then wait.', true],
    ['says something else', 'Use the button.', false],
  ])('past answers that cited it are listed, and whether it %s', async (_, body, stands) => {
    const documentId = `exports-${String(stands)}`;
    const ids = await answered(documentId);
    await answered('another');
    playService(edge.registry, 'research', { status: 200, body: { liveVersion: 2, body } });
    expect((await affected(documentId)).body).toMatchObject({
      liveVersion: 2,
      items: [{ ...ids, origin: 'automatic', documentVersion: 1, quote: 'Use the menu.', start: 0, end: 13, stands }],
      nextCursor: null,
    });
  });

  it('lists them page by page, the newest first', async () => {
    const ids = [await answered('paged'), await answered('paged')].map(({ decisionId }) => decisionId).reverse();
    playService(edge.registry, 'research', { status: 200, body: { liveVersion: 1, body: 'Use the menu.' } });
    const first = (await affected('paged', '?limit=1')).body;
    const second = (await affected('paged', `?limit=1&cursor=${String(first['nextCursor'])}`)).body;
    const items = [first, second].flatMap((page) => page['items'] as { decisionId: string }[]);
    expect(items.map(({ decisionId }) => decisionId)).toEqual(ids);
  });

  it('lists them for a deleted article too: nothing stands any more', async () => {
    await answered('gone');
    const body = { status: 404, code: 'DOCUMENT_NOT_FOUND', detail: 'gone' };
    playService(edge.registry, 'research', { status: 404, body, contentType: 'application/problem+json' });
    expect((await affected('gone')).body).toMatchObject({ liveVersion: null, items: [{ stands: false }] });
    expect((await affected('never-was')).status).toBe(404);
  });
});
