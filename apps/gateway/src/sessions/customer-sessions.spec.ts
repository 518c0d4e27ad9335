import { RecordErasure, StartTurn } from '@mesh/contracts';
import { newId } from '@mesh/kernel';
import { SessionStore } from '@mesh/memory';
import { Metrics } from '@mesh/observability';
import { TicketPath, principal } from '../../test/ticket-path';
import { EraseCustomer } from '../customers/erase-customer';
import { replyToTicket } from '../person-actions/acts';
import { PersonAct } from '../person-actions/person-act';
import { CustomerSessions } from './customer-sessions';

let path: TicketPath;
beforeAll(async () => {
  path = await TicketPath.start();
}, 60_000);
afterAll(() => path.stop());

const store = () => path.service.get(SessionStore);
const saidOf = async (customerId: string, channel = 'api') =>
  (await store().recent({ tenantId: 'default', customerId, channel }, 100)).map(({ author, text }) => [author, text]);
/** What the newest turn of a ticket was told of the customer's earlier tickets. */
const earlierOf = async (ticketId: string) => {
  const starts = (await path.sent(StartTurn)).filter((start) => start.ticketId === ticketId);
  return starts.at(-1)?.input.conversation.earlier?.map(({ author, body }) => [author, body]);
};
const write = (customerId: string, body: string, channel: 'api' | 'chat' = 'api', as = principal()) =>
  path.create({ body, customer: { id: customerId }, channel }, as);

describe('what a customer said in earlier tickets', () => {
  it('goes with the next ticket on the same channel, together with what was answered', async () => {
    const approval = await path.openApproval({}, await write('ann', 'My lamp is broken.'));
    const decided = await path.decide(approval);
    await path.reply(approval, decided.decision_id ?? '');
    const second = await write('ann', 'It still does not work.');
    const said = [
      ['customer', 'My lamp is broken.'],
      ['mesh', 'Use the menu.'],
    ];
    expect(await earlierOf(second)).toEqual(said);
    await path.receive(second, 'Hello?');
    expect(await earlierOf(second)).toEqual(said);
    expect(await earlierOf(approval.ticket_id)).toBeUndefined();
  });

  it('includes what a person answered', async () => {
    const first = await write('bob', 'Please call me.');
    const reply = { body: 'I will call at noon.', resolve: true };
    const act = replyToTicket({ kind: 'person', id: 'kim' }, reply, path.service.get(CustomerSessions));
    await path.service.get(PersonAct).execute(principal(), first, act);
    expect(await earlierOf(await write('bob', 'Thanks.'))).toContainEqual(['person', reply.body]);
  });

  it('stays with the customer, the channel and the tenant', async () => {
    await write('eve', 'By chat.', 'chat');
    await write('eve', 'In another tenant.', 'api', principal({ tenantId: 'other' }));
    await write('mallory', 'Somebody else.');
    expect(await earlierOf(await write('eve', 'By the API.'))).toBeUndefined();
  });

  it('is kept shortened, so that a session stays small', async () => {
    await write('max', 'x'.repeat(60_000));
    expect((await saidOf('max'))[0]?.[1]).toHaveLength(2_000);
  });

  it('is counted as found or not', async () => {
    const id = newId();
    await write(id, 'One.');
    await write(id, 'Two.');
    const text = await path.service.get(Metrics).render();
    expect(text).toMatch(/mesh_session_reads_total\{.*result="hit".*\} [1-9]/);
    expect(text).toMatch(/mesh_session_reads_total\{.*result="miss".*\} [1-9]/);
    expect(text).toMatch(/mesh_session_writes_total\{.*result="written".*\} [1-9]/);
  });

  it('is gone when the customer asks to be forgotten, also what came late', async () => {
    await write('zoe', 'Remember me.');
    await path.service.get(EraseCustomer).execute(principal({ role: 'admin' }), 'zoe');
    expect(await saidOf('zoe')).toEqual([]);
    const late = { id: newId(), author: 'customer', text: 'Late.', at: new Date().toISOString() } as const;
    await store().append({ tenantId: 'default', customerId: 'zoe', channel: 'api' }, [late]);
    const [erasure] = await path.service.database.query<{ id: string }>(
      `SELECT id FROM gateway.erasures WHERE customer_id = 'zoe'`,
    );
    const report = { erasureId: erasure?.id ?? '', customerId: 'zoe', service: 'triage', removed: {}, expires: [] };
    expect(await path.service.deliver(RecordErasure.draft('zoe', report))).toBe('done');
    expect(await saidOf('zoe')).toEqual([]);
  });
});
