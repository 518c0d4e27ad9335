import {
  type MessageDefinition,
  RecordApproval,
  RecordPersonAction,
  TicketFeedbackGiven,
  TicketHandedOver,
  TicketResolved,
} from '@mesh/contracts';
import { factIdOf } from '@mesh/kernel';
import { messageFrom } from '@mesh/testing';
import { TicketPath, principal } from '../../test/ticket-path';
import { replyToTicket, resolveTicket } from './acts';
import { GiveFeedback } from './give-feedback';
import { PersonAct } from './person-act';
import { CustomerSessions } from '../sessions/customer-sessions';

let path: TicketPath;
beforeAll(async () => {
  path = await TicketPath.start();
}, 60_000);
afterAll(() => path.stop());

const KIM = { kind: 'person', id: 'kim' } as const;
const actionsOf = async (id: string) => (await path.sent(RecordPersonAction)).filter(({ ticketId }) => ticketId === id);
const happen = (definition: MessageDefinition, ticketId: string, sequence: number, data: object) => {
  const common = { ticketId, turn: 1, actor: { kind: 'system', id: 'supervisor' } };
  const extra = { id: factIdOf(ticketId, sequence), sequence };
  return path.service.deliver(messageFrom(definition.draft(ticketId, { ...common, ...data }, extra)));
};

describe('when a person answers a ticket for which a draft waits', () => {
  it('puts the draft aside, opens a turn, and tells the supervisor in this order', async () => {
    const approval = await path.openApproval();
    const id = approval.ticket_id;
    const act = replyToTicket(KIM, { body: 'I have refunded it.', resolve: true }, path.service.get(CustomerSessions));
    expect(await path.service.get(PersonAct).execute(principal(), id, act)).toMatchObject({
      status: 'resolved',
      turn: 2,
    });
    const told = (await path.service.sent()).filter(({ subject }) => subject === id).map(({ type }) => type);
    expect(told.slice(-2)).toEqual([RecordApproval.type, RecordPersonAction.type]);
    expect(await path.approval(approval.id)).toMatchObject({ status: 'superseded', superseded_by: 'person' });
    expect(await actionsOf(id)).toMatchObject([{ turn: 2, actor: KIM, action: { kind: 'reply', resolve: true } }]);
  });

  it('lets either the decision or the reply win, never both', async () => {
    const approvals = await Promise.all(Array.from({ length: 8 }, () => path.openApproval()));
    for (const approval of approvals) {
      const act = path.service.get(PersonAct).execute(principal(), approval.ticket_id, resolveTicket);
      const [decided] = await Promise.allSettled([path.decide(approval), act]);
      if (decided.status === 'fulfilled') await path.reply(approval, decided.value.decision_id ?? '');
      expect(await path.count('outbound_sends', approval.ticket_id)).toBe(0);
      expect(await path.ticket(approval.ticket_id)).toMatchObject({ status: 'resolved', turn: 2 });
    }
  });
});

describe('when somebody says whether it helped', () => {
  const say = (id: string, solved: boolean) =>
    path.service.get(GiveFeedback).execute(principal({ role: 'submitter' }), id, { solved, rating: solved ? 5 : 1 });

  it('shows at once that a person will look at what was not solved, until the hand-over is told', async () => {
    const id = await path.create();
    await happen(TicketResolved, id, 1, { status: 'resolved', outcome: 'assumed' });
    expect((await say(id, false)).status).toBe('with_person');
    await happen(TicketFeedbackGiven, id, 2, { status: 'resolved', solved: false });
    expect((await path.ticket(id)).status).toBe('with_person');
    await happen(TicketHandedOver, id, 3, { status: 'with_person', reason: 'taken_over', reasons: [] });
    expect(await path.ticket(id)).toMatchObject({ status: 'with_person', override: null });
  });

  it('opens no turn, and names the customer only as such', async () => {
    const id = await path.create();
    await say(id, true);
    expect(await actionsOf(id)).toMatchObject([
      { turn: 1, actor: { kind: 'customer', id: 'customer' }, action: { kind: 'feedback', solved: true, rating: 5 } },
    ]);
    expect(await path.count('feedback', id)).toBe(1);
  });
});
