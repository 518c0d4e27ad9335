import { CompleteStep, RecordApproval, SupersedeApprovals } from '@mesh/contracts';
import { contentHashOf } from '@mesh/kernel';
import { TicketPath, codeOfOutcome, draftCiting, principal } from '../../test/ticket-path';
import { UndoDecision } from './undo-decision';

let path: TicketPath;
beforeAll(async () => {
  path = await TicketPath.start();
}, 60_000);
afterAll(() => path.stop());

const reportsOf = async (approvalId: string) =>
  (await path.sent(RecordApproval)).filter((report) => report.approvalId === approvalId);
const answersOf = async (ticketId: string) =>
  (await path.sent(CompleteStep)).filter((answer) => answer.step.ticketId === ticketId).map(({ result }) => result);

describe('when people decide on a draft', () => {
  it('F85: lets one of fifty win, and tells the supervisor once', async () => {
    const approval = await path.openApproval();
    const outcomes = await Promise.allSettled(
      Array.from({ length: 50 }, (_, n) =>
        path.decide(approval, { decision: n % 2 === 0 ? 'approve' : 'reject' }, principal({ actorId: `person-${n}` })),
      ),
    );
    const codes = outcomes.map(codeOfOutcome);
    expect(codes.filter((code) => code === 'ok')).toHaveLength(1);
    expect(codes.filter((code) => code === 'APPROVAL_DECIDED')).toHaveLength(49);
    expect(await reportsOf(approval.id)).toHaveLength(1);
  }, 60_000);

  it('shows the loser the approval as it is now', async () => {
    const approval = await path.openApproval();
    await path.decide(approval);
    await expect(path.decide(approval, { decision: 'reject' })).rejects.toMatchObject({
      status: 409,
      extra: { current: { id: approval.id, status: 'decided', decision: { decision: 'approve' } } },
    });
  });

  it('F86: refuses a decision on something else than what is shown', async () => {
    const approval = await path.openApproval();
    await expect(path.decide(approval, { contentHash: 'f'.repeat(64) })).rejects.toMatchObject({
      code: 'APPROVAL_CHANGED',
    });
    expect((await path.approval(approval.id)).status).toBe('open');
  });

  it('holds a decision for the time to undo it, then tells the supervisor', async () => {
    const approval = await path.openApproval();
    expect((await path.decide(approval, { sendAfterMs: 150 })).status).toBe('held');
    expect(await reportsOf(approval.id)).toHaveLength(0);
    await path.until('the release', async () => (await reportsOf(approval.id)).length === 1);
    expect((await path.approval(approval.id)).status).toBe('decided');
  });

  it('takes a held decision back, so that somebody else may decide otherwise', async () => {
    const approval = await path.openApproval();
    await path.decide(approval, { sendAfterMs: 60_000 });
    const reopened = await path.service.get(UndoDecision).execute(principal(), approval.id);
    expect(reopened).toMatchObject({ status: 'open', decision: null });
    await path.decide(approval, { decision: 'reject', reason: 'Say it in a friendlier way.' });
    expect(await reportsOf(approval.id)).toMatchObject([
      { decision: 'reject', guidance: 'Say it in a friendlier way.' },
    ]);
  });

  it('refuses to undo what has taken effect', async () => {
    const approval = await path.openApproval();
    await path.decide(approval);
    const undoing = path.service.get(UndoDecision).execute(principal(), approval.id);
    await expect(undoing).rejects.toMatchObject({ status: 409, code: 'APPROVAL_NOT_HELD' });
  });

  it('sends the text of an edit, and says how much of it was changed', async () => {
    const approval = await path.openApproval();
    const decided = await path.decide(approval, { decision: 'edit', reply: 'Use the big menu.' });
    const [report] = await reportsOf(approval.id);
    expect(report).toMatchObject({ decision: 'edit', reply: 'Use the big menu.', contentHash: approval.content_hash });
    const draft = { ...approval.draft, body: 'Use the big menu.' };
    await path.reply(approval, decided.decision_id ?? '', { draft, contentHash: contentHashOf(draft, 0) });
    expect(await path.count('outbound_sends', approval.ticket_id)).toBe(1);
  });

  it('silences the mesh when a person takes over', async () => {
    const approval = await path.openApproval();
    await path.decide(approval, { decision: 'take_over' });
    expect(await path.ticket(approval.ticket_id)).toMatchObject({ status: 'with_person', turn: 2 });
  });
});

describe('when the policy asks for four eyes', () => {
  it('F87: shows an edit to a second person, and refuses the one who wrote it', async () => {
    const approval = await path.openApproval({ fourEyes: true });
    await path.decide(approval, { decision: 'edit', reply: 'Use the big menu.' }, principal({ actorId: 'kim' }));
    const edited = await path.approval(approval.id);
    expect(edited).toMatchObject({ status: 'open', edited_by: 'kim' });
    await expect(path.decide(edited, {}, principal({ actorId: 'kim' }))).rejects.toMatchObject({ status: 403 });
    await path.decide(edited, {}, principal({ actorId: 'lee' }));
    expect(await reportsOf(approval.id)).toMatchObject([{ decision: 'edit', reply: 'Use the big menu.' }]);
  });
});

describe('when a decision meets something else', () => {
  it('F85: never both approves and expires', async () => {
    const outcomes = await Promise.all(
      Array.from({ length: 12 }, async (_, n) => {
        const approval = await path.openApproval({ ttlMs: 20 + n * 10 });
        const decided = await Promise.allSettled([path.decide(approval)]);
        await path.until('an end', async () => (await path.approval(approval.id)).status !== 'open');
        return { approval, decided: decided.map(codeOfOutcome)[0] };
      }),
    );
    for (const { approval, decided } of outcomes) {
      const expected = decided === 'ok' ? 'decided' : 'expired';
      expect((await reportsOf(approval.id)).map((report) => report.outcome)).toEqual([expected]);
    }
  }, 60_000);

  it('never sends under an older message of the customer', async () => {
    const approvals = await Promise.all(Array.from({ length: 10 }, () => path.openApproval()));
    for (const approval of approvals) {
      const [decided] = await Promise.allSettled([path.decide(approval), path.receive(approval.ticket_id)]);
      const decisionId = decided.status === 'fulfilled' ? (decided.value.decision_id ?? '') : '';
      if (decisionId) await path.reply(approval, decisionId);
      expect(await path.count('outbound_sends', approval.ticket_id)).toBe(0);
      const reports = (await reportsOf(approval.id)).map((report) => report.outcome);
      expect(reports).toEqual(decisionId ? ['decided'] : ['superseded']);
    }
  }, 60_000);

  it('never sends under a document that was replaced', async () => {
    for (let n = 0; n < 8; n += 1) {
      const documentId = `document-${n}`;
      const approval = await path.openApproval({ draft: draftCiting(documentId) });
      const replace = SupersedeApprovals.draft(documentId, { documentId, version: 2 });
      const [decided] = await Promise.allSettled([path.decide(approval), path.service.deliver(replace)]);
      if (decided.status === 'fulfilled') await path.reply(approval, decided.value.decision_id ?? '');
      expect(await path.count('outbound_sends', approval.ticket_id)).toBe(0);
      const after = await path.approval(approval.id);
      expect(after.status).toBe(decided.status === 'fulfilled' ? 'decided' : 'superseded');
      if (decided.status === 'fulfilled') {
        expect(await answersOf(approval.ticket_id)).toContainEqual({ kind: 'superseded', cause: 'evidence' });
      }
    }
  }, 60_000);

  it('puts a held decision aside when the document behind it is replaced', async () => {
    const approval = await path.openApproval({ draft: draftCiting('held-document') });
    await path.decide(approval, { sendAfterMs: 60_000 });
    const documentId = 'held-document';
    await path.service.deliver(SupersedeApprovals.draft(documentId, { documentId, version: 2 }));
    expect(await reportsOf(approval.id)).toMatchObject([{ outcome: 'superseded', cause: 'evidence' }]);
  });
});
