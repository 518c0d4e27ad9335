import { type MeshClient, MeshProblem, type Schemas, type Ticket, dataOf } from '@mesh/client';
import { type RunningMesh, pause, startMesh } from '../../../tools/running-mesh/start-mesh';
import { submit, untilResting } from '../../../tools/running-mesh/tickets';

jest.setTimeout(180_000);

type Approval = Schemas['ApprovalList']['items'][number];
type Decision = Schemas['ApprovalDecision'];

const openApprovals = ({ client }: RunningMesh) =>
  dataOf(client.api.GET('/v1/approvals', { params: { query: { status: 'open', limit: 100 } } }));

const decideOn = (client: MeshClient, { id, contentHash }: Approval, decision: Omit<Decision, 'contentHash'>) =>
  client.api.POST('/v1/approvals/{id}/decision', { params: { path: { id } }, body: { ...decision, contentHash } });

describe('an approval', () => {
  let mesh: RunningMesh;
  let asked = 0;

  beforeAll(async () => {
    mesh = await startMesh({ environment: { TURN_QUIET_MS: '100' } });
    // People here approve whatever they are shown; nothing is to be learned from that.
    const policy = await dataOf(mesh.client.api.GET('/v1/policies'));
    await mesh.client.api.PUT('/v1/policies', { body: { ...policy, learnsFromApprovals: false } });
  });

  afterAll(async () => {
    await mesh.stop();
    mesh.remove();
  });

  const until = async <T>(what: string, look: () => Promise<T | undefined>): Promise<T> => {
    const deadline = Date.now() + 30_000;
    for (;;) {
      const found = await look();
      if (found !== undefined) return found;
      if (Date.now() > deadline) throw new Error(`waited in vain for ${what}`);
      await pause(50);
    }
  };

  const waiting = async (
    body = 'I want my money back for the last order, please refund it.',
  ): Promise<{ ticket: Ticket; approval: Approval }> => {
    const ticket = { body, customer: { email: `robin${(asked += 1)}@example.com`, name: 'Robin' } };
    const id = await submit(mesh.client, ticket, `approval-${asked}`);
    const ended = await untilResting(mesh.client, id, 60_000);
    if (ended?.status !== 'awaiting_approval') throw new Error(`expected an approval, found ${ended?.status}`);
    return { ticket: ended, approval: await approvalOf(id) };
  };

  const approvalOf = (ticketId: string): Promise<Approval> =>
    until('the open approval', async () => {
      const { items } = await openApprovals(mesh);
      return items.find((item) => item.ticketId === ticketId);
    });

  const decide = (approval: Approval, decision: Decision['decision'], more: Partial<Decision> = {}) =>
    decideOn(mesh.client, approval, { decision, ...more });

  const undo = ({ id }: Approval): Promise<unknown> =>
    mesh.client.api.DELETE('/v1/approvals/{id}/decision', { params: { path: { id } } });

  const writeAgain = ({ id }: Ticket, body: string): Promise<unknown> =>
    mesh.client.api.POST('/v1/tickets/{id}/messages', { params: { path: { id } }, body: { body } });

  const inStatus = (id: string, status: string): Promise<Ticket> =>
    until(`${id} to be ${status}`, async () => {
      const ticket = await mesh.client.ticket(id);
      return ticket.status === status ? ticket : undefined;
    });

  const replies = (ticket: Ticket): string[] =>
    ticket.messages.filter(({ author }) => author === 'mesh').map(({ body }) => body);

  const refusal = async (attempt: Promise<unknown>): Promise<MeshProblem> =>
    attempt.then(
      () => {
        throw new Error('it was not refused');
      },
      (error: unknown) => {
        if (error instanceof MeshProblem) return error;
        throw error;
      },
    );

  it('sends exactly what was shown when it is approved', async () => {
    const { ticket, approval } = await waiting();
    await decide(approval, 'approve');
    expect(replies(await inStatus(ticket.id, 'resolved'))).toEqual([approval.draft.body]);
  });

  it('sends the edited text when it is edited', async () => {
    const { ticket, approval } = await waiting();
    await decide(approval, 'edit', { reply: 'We have looked at your order and will write again today.' });
    const sent = await inStatus(ticket.id, 'resolved');
    expect(replies(sent)).toEqual(['We have looked at your order and will write again today.']);
  });

  it('leads to a new draft and a new approval when it is rejected with guidance', async () => {
    const { ticket, approval } = await waiting();
    await decide(approval, 'reject', { reason: 'Say how long a refund takes.' });
    const next = await until('another approval', async () => {
      const found = await approvalOf(ticket.id);
      return found.id === approval.id ? undefined : found;
    });
    expect(replies(await mesh.client.ticket(ticket.id))).toEqual([]);
    await decide(next, 'approve');
    expect(replies(await inStatus(ticket.id, 'resolved'))).toHaveLength(1);
  });

  it('gives the ticket to the person who takes it over', async () => {
    const { ticket, approval } = await waiting();
    await decide(approval, 'take_over');
    expect(replies(await inStatus(ticket.id, 'with_person'))).toEqual([]);
  });

  it('can be undone while it is held, and is sent after that time', async () => {
    const { ticket, approval } = await waiting();
    await decide(approval, 'approve', { sendAfterMs: 60_000 });
    await undo(approval);
    const again = await approvalOf(ticket.id);
    expect(again.id).toBe(approval.id);
    await decide(again, 'approve', { sendAfterMs: 200 });
    await inStatus(ticket.id, 'resolved');
    expect((await refusal(undo(approval))).status).toBe(409);
  });

  it('refuses a second decision and a text that was not shown, with the current state', async () => {
    const { ticket, approval } = await waiting();
    const other = await refusal(decide({ ...approval, contentHash: '0'.repeat(64) }, 'approve'));
    expect(other.status).toBe(409);
    await decide(approval, 'approve');
    const second = await refusal(decide(approval, 'reject', { reason: 'too late' }));
    expect(second.status).toBe(409);
    expect(Object.keys(second.problem)).toEqual(expect.arrayContaining(['code', 'current']));
    expect(replies(await inStatus(ticket.id, 'resolved'))).toHaveLength(1);
  });

  it('has one winner when fifty people decide at once, and one reply', async () => {
    const { ticket, approval } = await waiting();
    const outcomes = await Promise.allSettled(
      Array.from({ length: 50 }, (_, index) =>
        index % 2 === 0 ? decide(approval, 'approve') : decide(approval, 'edit', { reply: `Text number ${index}.` }),
      ),
    );
    const won = outcomes.filter(({ status }) => status === 'fulfilled');
    const lost = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason as MeshProblem] : []));
    expect(won).toHaveLength(1);
    expect(new Set(lost.map(({ status }) => status))).toEqual(new Set([409]));
    expect(replies(await inStatus(ticket.id, 'resolved'))).toHaveLength(1);
  });

  it('is void when the customer writes again: what was shown is never sent', async () => {
    const { ticket, approval } = await waiting();
    await writeAgain(ticket, 'Let me talk to a human.');
    expect((await refusal(decide(approval, 'approve'))).status).toBe(409);
    expect(replies(await inStatus(ticket.id, 'with_person'))).toEqual([]);
  });

  it('never sends a stale text when a decision and a customer message race', async () => {
    for (let round = 0; round < 5; round += 1) {
      const { ticket, approval } = await waiting();
      const [decision] = await Promise.allSettled([
        decide(approval, 'approve'),
        writeAgain(ticket, 'Let me talk to a human.'),
      ]);
      const rested = await until('the race to be over', async () => {
        const now = await mesh.client.ticket(ticket.id);
        return now.status === 'with_person' ? now : undefined;
      });
      const order = rested.messages.map(({ author }) => author);
      const sentAt = order.indexOf('mesh');
      // Sent before the customer's second message, or not at all.
      if (sentAt >= 0) expect([decision.status, sentAt]).toEqual(['fulfilled', 1]);
    }
  });

  it('is void once a cited article has a new version that is live', async () => {
    const document = { title: 'Returns of lamps', body: 'A lamp can be returned for a full refund within 14 days.' };
    const live = async (version: number): Promise<void> => {
      await until(`version ${version} to be live`, async () => {
        const found = await mesh.client.document('returns-of-lamps');
        return found.status === 'live' && found.version === version ? found : undefined;
      });
    };
    await mesh.client.putDocument('returns-of-lamps', document);
    await live(1);
    const { ticket, approval } = await waiting('Please refund the lamp that I returned, I want my money back.');
    expect(ticket.draft?.citations.map(({ documentId }) => documentId)).toContain('returns-of-lamps');
    await mesh.client.putDocument('returns-of-lamps', {
      ...document,
      body: document.body.replace('14 days', '7 days'),
    });
    await live(2);
    expect((await refusal(decide(approval, 'approve'))).status).toBe(409);
    const fresh = await until('a new approval on the new version', async () => {
      const found = await approvalOf(ticket.id);
      return found.id === approval.id ? undefined : found;
    });
    expect(fresh.draft.body).not.toContain('14 days');
    await decide(fresh, 'approve');
    expect(replies(await inStatus(ticket.id, 'resolved'))).toEqual([fresh.draft.body]);
  });
});

describe('an approval that nobody decides', () => {
  it('becomes a hand-over, and a late decision is refused', async () => {
    const mesh = await startMesh();
    try {
      const policy = await dataOf(mesh.client.api.GET('/v1/policies'));
      const { version: _, ...rules } = policy;
      await mesh.client.api.PUT('/v1/policies', { body: { ...rules, approvalTtlMs: 1_500 } });
      const ticket = { body: 'I want my money back, please refund my order.', customer: { email: 'kim@example.com' } };
      const id = await submit(mesh.client, ticket, 'expiring');
      await untilResting(mesh.client, id, 30_000);
      const { items } = await openApprovals(mesh);
      const deadline = Date.now() + 30_000;
      let now = await mesh.client.ticket(id);
      while (now.status !== 'with_person' && Date.now() < deadline) {
        await pause(100);
        now = await mesh.client.ticket(id);
      }
      expect(now).toMatchObject({ status: 'with_person', handover: { reason: 'approval_expired' } });
      const approval = items.find((item) => item.ticketId === id);
      if (!approval) throw new Error('there was no approval');
      await expect(decideOn(mesh.client, approval, { decision: 'approve' })).rejects.toMatchObject({ status: 409 });
    } finally {
      await mesh.stop();
      mesh.remove();
    }
  });
});
