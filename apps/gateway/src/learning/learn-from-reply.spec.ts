import { RememberResolution } from '@mesh/contracts';
import { TicketPath, draftCiting } from '../../test/ticket-path';
import { readNotRemembered } from './read-not-remembered';

let path: TicketPath;
beforeAll(async () => {
  path = await TicketPath.start();
}, 60_000);
afterAll(() => path.stop());

const ANN = { id: 'ann-1', email: 'ann.lee@example.com', name: 'Ann Lee' };
const told = async (ticketId: string) =>
  (await path.sent(RememberResolution)).filter((resolution) => resolution.ticketId === ticketId);
const opened = async (body: string) =>
  path.openApproval({ draft: draftCiting('exports') }, await path.create({ body, customer: ANN }));

describe('when an approved reply goes out', () => {
  it('is told to research with its provenance and without its customer, once', async () => {
    const approval = await opened(
      'Hello, I am Ann Lee (ann.lee@example.com). How do I use the menu for order 1234567?',
    );
    const { decision_id: decisionId } = await path.decide(approval);
    for (const _ of [1, 2]) await path.reply(approval, decisionId ?? '');
    const resolutions = await told(approval.ticket_id);
    expect(resolutions).toMatchObject([
      {
        decisionId,
        approvedBy: { kind: 'person', id: 'kim' },
        category: 'unknown',
        answer: {
          body: 'Use the menu.',
          citations: [{ documentId: 'exports', documentVersion: 1, start: 0, end: 13 }],
        },
      },
    ]);
    expect(resolutions[0]?.question).toContain('How do I use the menu');
    expect(JSON.stringify(resolutions)).not.toMatch(/Lee|ann\.lee|1234567/);
  });

  it('is not told when somebody would still be recognised, and the reason is kept', async () => {
    const approval = await opened('How do I use the menu? See https://app.example/u/ann?session=xyz');
    const { decision_id: decisionId } = await path.decide(approval);
    await path.reply(approval, decisionId ?? '');
    expect(await path.count('outbound_sends', approval.ticket_id)).toBe(1);
    expect(await told(approval.ticket_id)).toEqual([]);
    const kept = await path.asApi((tx) => readNotRemembered(tx, 10));
    expect(kept).toMatchObject([{ decisionId, ticketId: approval.ticket_id, reason: 'link_left' }]);
  });

  it('is not told when nobody approved it', async () => {
    const approval = await opened('How do I use the menu?');
    await path.reply(approval, approval.id, { approvalId: undefined });
    expect(await path.count('outbound_sends', approval.ticket_id)).toBe(1);
    expect(await path.count('learnings', approval.ticket_id)).toBe(0);
  });
});
