import { CompleteStep, FailStep, PublishDocument, SendReply, SupersedeApprovals } from '@mesh/contracts';
import { contentHashOf } from '@mesh/kernel';
import { TicketPath, draftCiting, principal } from '../../test/ticket-path';
import { replyToTicket } from '../person-actions/acts';
import { PersonAct } from '../person-actions/person-act';
import { CustomerSessions } from '../sessions/customer-sessions';

let path: TicketPath;
beforeAll(async () => {
  path = await TicketPath.start({ INBOX_MAX_ATTEMPTS: '2' });
}, 60_000);
afterAll(() => path.stop());

type Change = Partial<Parameters<typeof SendReply.draft>[1]>;

const automatic = (ticketId: string, change: Change = {}) => {
  const draft = change.draft ?? draftCiting('exports');
  const step = path.step(ticketId, 'send');
  return SendReply.draft(ticketId, {
    step,
    decisionId: step.stepId,
    actor: { kind: 'policy', id: 'v0' },
    policyVersion: 0,
    draft,
    contentHash: contentHashOf(draft, 0),
    ...change,
  });
};
const answersOf = async (ticketId: string) =>
  (await path.sent(CompleteStep)).filter(({ step }) => step.ticketId === ticketId).map(({ result }) => result);

describe('when the supervisor asks to send a reply', () => {
  it('sends once and answers twice with the same message, when it is asked twice', async () => {
    const id = await path.create();
    await path.service.deliver(automatic(id));
    await path.service.deliver(automatic(id));
    const [first, second] = await answersOf(id);
    expect(first).toMatchObject({ kind: 'reply_sent' });
    expect(second).toEqual(first);
    expect(await path.count('outbound_sends', id)).toBe(1);
    expect(await path.count('messages', id)).toBe(2);
  });

  it('sends nothing for a turn that is over', async () => {
    const id = await path.create();
    await path.receive(id);
    await path.service.deliver(automatic(id));
    expect(await answersOf(id)).toEqual([{ kind: 'superseded', cause: 'turn' }]);
    expect(await path.count('outbound_sends', id)).toBe(0);
  });

  it('sends nothing that rests on a document which was replaced', async () => {
    const id = await path.create();
    await path.service.deliver(SupersedeApprovals.draft('prices', { documentId: 'prices', version: 4 }));
    await path.service.deliver(automatic(id, { draft: draftCiting('prices', 3) }));
    expect(await answersOf(id)).toEqual([{ kind: 'superseded', cause: 'evidence' }]);
    const newer = automatic(id, { draft: draftCiting('prices', 4), step: path.step(id, 'send', 1, 1) });
    await path.service.deliver(newer);
    expect(await answersOf(id)).toContainEqual(expect.objectContaining({ kind: 'reply_sent' }));
  });

  it('never sends two machine replies in one turn, whatever the decisions are called', async () => {
    const id = await path.create();
    await path.service.deliver(automatic(id));
    const again = { step: path.step(id, 'send', 1, 1), decisionId: path.step(id, 'send', 1, 1).stepId };
    await path.service.deliver(automatic(id, again));
    expect(await path.count('outbound_sends', id)).toBe(1);
    expect(await path.ticket(id)).toMatchObject({ status: 'with_person' });
  });

  it.each([
    ['the text is not what its hash says', { contentHash: 'a'.repeat(64) }],
    ['nobody has approved it', { approvalId: '00000000-0000-5000-8000-000000000000' }],
  ])('brings the ticket to a person when %s', async (_, change) => {
    const id = await path.create();
    await path.service.deliver(automatic(id, change));
    expect(await path.count('outbound_sends', id)).toBe(0);
    expect(await path.ticket(id)).toMatchObject({ status: 'with_person' });
    expect((await path.sent(FailStep)).map(({ step }) => step.ticketId)).toContain(id);
  });

  it('refuses another text than the one that was approved', async () => {
    const approval = await path.openApproval();
    const decided = await path.decide(approval);
    const draft = { ...approval.draft, body: 'Something else.' };
    await path.reply(approval, decided.decision_id ?? '', { draft, contentHash: contentHashOf(draft, 0) });
    expect(await path.count('outbound_sends', approval.ticket_id)).toBe(0);
    expect(await path.ticket(approval.ticket_id)).toMatchObject({ status: 'with_person' });
  });

  it('keeps who decided, under which policy and on which text', async () => {
    const approval = await path.openApproval();
    const { decision_id: decisionId } = await path.decide(approval);
    await path.reply(approval, decisionId ?? '');
    const rows = await path.service.database.query(`SELECT * FROM gateway.outbound_sends WHERE decision_id = $1`, [
      decisionId,
    ]);
    expect(rows).toMatchObject([
      { origin: 'approved', approval_id: approval.id, policy_version: 0, content_hash: approval.content_hash },
    ]);
  });
});

describe('when a reply races with something that makes it stale', () => {
  it('leaves before the new version of its document may turn live, or not at all', async () => {
    const ids = await Promise.all(Array.from({ length: 20 }, () => path.create()));
    await Promise.all(
      ids.map(async (id, n) => {
        const documentId = `racing-${n}`;
        const replace = SupersedeApprovals.draft(documentId, { documentId, version: 2 });
        const send = automatic(id, { draft: draftCiting(documentId) });
        await Promise.all((n % 2 === 0 ? [replace, send] : [send, replace]).map((one) => path.service.deliver(one)));
      }),
    );
    const types = (await path.service.sent()).map(({ type, subject, data }) => ({ type, subject, data }));
    for (const [n, id] of ids.entries()) {
      const live = types.findIndex(({ type, subject }) => type === PublishDocument.type && subject === `racing-${n}`);
      const answer = types.findIndex(({ type, subject }) => type === CompleteStep.type && subject === id);
      const sent = await path.count('outbound_sends', id);
      expect({ id, inTime: sent === 0 || answer < live }).toEqual({ id, inTime: true });
      expect(await answersOf(id)).toMatchObject([sent === 1 ? { kind: 'reply_sent' } : { cause: 'evidence' }]);
    }
  });

  it('goes out once when a person answers at the same moment, either the reply of the one or of the other first', async () => {
    const ids = await Promise.all(Array.from({ length: 12 }, () => path.create()));
    const person = { kind: 'person', id: 'kim' } as const;
    const act = replyToTicket(person, { body: 'Let me help.', resolve: true }, path.service.get(CustomerSessions));
    await Promise.all(
      ids.flatMap((id) => [
        path.service.deliver(automatic(id)),
        path.service.get(PersonAct).execute(principal(), id, act),
      ]),
    );
    for (const id of ids) {
      const turns = await path.service.database.query<{ turn: number; origin: string }>(
        'SELECT turn, origin FROM gateway.outbound_sends WHERE ticket_id = $1 ORDER BY turn',
        [id],
      );
      const [answer] = await answersOf(id);
      const sentByMesh = answer?.kind === 'reply_sent' ? [{ turn: 1, origin: 'automatic' }] : [];
      expect(turns).toEqual([...sentByMesh, { turn: 2, origin: 'person' }]);
    }
  });
});
