import {
  CheckTurnStarted,
  FailStep,
  HandOver,
  RerouteHandover,
  TicketHandedOver,
  TicketReceived,
} from '@mesh/contracts';
import { factIdOf } from '@mesh/kernel';
import { messageFrom } from '@mesh/testing';
import { TicketPath, draftCiting, principal } from '../../test/ticket-path';
import { releaseTicket } from '../person-actions/acts';
import { PersonAct } from '../person-actions/person-act';
import { readTicket } from '../tickets/read-ticket';

let path: TicketPath;
beforeAll(async () => {
  path = await TicketPath.start({ START_DEADLINE_MS: '150', INBOX_MAX_ATTEMPTS: '2' });
}, 60_000);
afterAll(() => path.stop());

const startsOf = async (id: string) => (await path.starts()).filter(({ ticketId }) => ticketId === id);
const view = (id: string) => path.asApi((tx) => readTicket(tx, id, true));
const handedOver = (id: string) => {
  const actor = { kind: 'system', id: 'supervisor' } as const;
  const said = { ticketId: id, turn: 1, status: 'with_person', reason: 'no_evidence', actor } as const;
  return messageFrom(TicketHandedOver.draft(id, { ...said, reasons: [] }, { id: factIdOf(id, 1), sequence: 1 }));
};
const received = (id: string) =>
  messageFrom(
    TicketReceived.draft(
      id,
      { ticketId: id, turn: 1, status: 'triaging', actor: { kind: 'customer', id: 'customer' }, channel: 'api' },
      { id: factIdOf(id, 1), sequence: 1 },
    ),
  );

describe('when a turn begins', () => {
  it('starts it once more, then gives the ticket to a person, if the supervisor says nothing', async () => {
    const id = await path.create();
    await path.until('a person', async () => (await path.ticket(id)).status === 'with_person');
    expect(await startsOf(id)).toMatchObject([
      { turn: 1, cause: 'created' },
      { turn: 1, cause: 'created' },
    ]);
    expect(await view(id)).toMatchObject({ handover: { reason: 'not_started' } });
  });

  it('leaves it alone once the supervisor has spoken', async () => {
    const id = await path.create();
    await path.service.deliver(received(id));
    await path.service.deliver(CheckTurnStarted.draft(id, { ticketId: id, turn: 1, attempt: 1 }));
    expect(await startsOf(id)).toHaveLength(1);
  });

  it('hands the whole thread to the supervisor when the customer writes again', async () => {
    const id = await path.create({ subject: 'Refund', body: 'First.' });
    await path.receive(id, 'Second.');
    const newest = (await startsOf(id)).find(({ turn }) => turn === 2);
    expect(newest?.input).toMatchObject({
      awaitsReply: true,
      conversation: { subject: 'Refund', messages: [{ body: 'First.' }, { body: 'Second.' }] },
      policy: { version: 0, confidenceFloor: 0 },
    });
  });
});

describe('when a ticket goes to a person', () => {
  const handOver = (id: string, turn = 1) => {
    const step = path.step(id, 'hand_over', turn);
    const draft = draftCiting('refunds');
    const rest = { reasons: [], evidence: [], checks: [], queue: 'billing', dueAt: new Date().toISOString() };
    return HandOver.draft(id, { step, ticketId: id, turn, reason: 'no_evidence', draft, ...rest });
  };

  it('shows another queue when the clock was breached', async () => {
    const id = await path.create();
    await path.service.deliver(handOver(id));
    await path.service.deliver(handedOver(id));
    const dueAt = new Date(Date.now() + 60_000).toISOString();
    await path.service.deliver(RerouteHandover.draft(id, { ticketId: id, queue: 'seniors', dueAt, breaches: 1 }));
    expect(await view(id)).toMatchObject({ handover: { queue: 'seniors', dueAt }, draft: { body: 'Use the menu.' } });
  });

  it('ignores the hand-over of a turn that is over', async () => {
    const id = await path.create();
    await path.receive(id);
    await path.service.deliver(handOver(id));
    expect(await path.service.database.query('SELECT handover FROM gateway.tickets WHERE id = $1', [id])).toEqual([
      { handover: null },
    ]);
  });

  it('shows a person what the gateway itself could not do, until that person acts', async () => {
    const approval = await path.openApproval();
    const id = approval.ticket_id;
    const other = path.step(id, 'open_approval', 1, 1);
    await path.openApproval({ step: other, contentHash: 'b'.repeat(64) }, id).catch(() => undefined);
    expect(await path.ticket(id)).toMatchObject({ status: 'with_person', override: { until: { kind: 'person' } } });
    expect((await path.sent(FailStep)).map(({ step }) => step.stepId)).toContain(other.stepId);
    expect((await path.approval(approval.id)).status).toBe('superseded');
    await path.service.deliver(received(id));
    expect((await path.ticket(id)).status).toBe('with_person');
    const act = releaseTicket({ kind: 'person', id: 'kim' }, { START_DEADLINE_MS: 60_000 }, []);
    expect((await path.service.get(PersonAct).execute(principal(), id, act)).status).toBe('received');
  });
});
