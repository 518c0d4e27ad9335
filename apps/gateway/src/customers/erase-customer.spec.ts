import { ForgetCustomer, RecordErasure, RecordPersonAction } from '@mesh/contracts';
import { TicketPath, principal } from '../../test/ticket-path';
import { CUSTOMER_ERASED, EraseCustomer } from './erase-customer';
import { readErasure } from './erasure-store';

const CANARY = 'canary-7421';

let path: TicketPath;
beforeAll(async () => {
  path = await TicketPath.start();
}, 60_000);
afterAll(() => path.stop());

const erase = (customerId: string) => path.service.get(EraseCustomer).execute(principal({ role: 'admin' }), customerId);

/** Every table of the gateway in which the words can be found. */
async function tablesWith(words: string): Promise<string[]> {
  const tables = await path.service.database.query<{ name: string }>(
    `SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'gateway'`,
  );
  const found: string[] = [];
  for (const { name } of tables) {
    const hits = await path.service.database.query(`SELECT 1 FROM gateway.${name} AS t WHERE t::text LIKE $1`, [
      `%${words}%`,
    ]);
    if (hits.length > 0) found.push(name);
  }
  return found;
}

describe('when a customer asks to be forgotten', () => {
  it('removes the words here, tells every other service, and closes what was open', async () => {
    const ticket = {
      subject: CANARY,
      body: `I am ${CANARY}`,
      customer: { id: 'ann', name: CANARY },
      metadata: { who: CANARY },
    };
    const ticketId = await path.create(ticket);
    const draft = { body: `Dear ${CANARY}`, citations: [], language: 'en' };
    await path.openApproval({ draft, package: { summary: CANARY, suggestedNextStep: CANARY } }, ticketId);
    const { erasureId } = await erase('ann');
    expect(await path.ticket(ticketId)).toMatchObject({ status: 'closed', turn: 2 });
    const services = Object.values(ForgetCustomer);
    const asked = await Promise.all(services.map((forget) => path.sent(forget)));
    expect(asked.map((commands) => commands.length)).toEqual(services.map(() => 1));
    expect(await path.sent(RecordPersonAction)).toMatchObject([{ action: { kind: 'close', reason: CUSTOMER_ERASED } }]);
    expect(asked[0]).toMatchObject([{ erasureId, customerId: 'ann', ticketIds: [ticketId] }]);
  });

  it('has the proof when the last service has answered, and then nothing of the person is left', async () => {
    const erasure = await path.asApi((tx) => readErasure(tx, 'ann'));
    expect(erasure?.erasure.completed_at).toBeNull();
    await path.service.database.query('UPDATE gateway.outbox SET sent_at = now()');
    for (const service of Object.keys(ForgetCustomer)) {
      const report = {
        erasureId: erasure?.erasure.id ?? '',
        customerId: 'ann',
        service,
        removed: { texts: 1 },
        expires: [],
      };
      await path.service.deliver(RecordErasure.draft('ann', report));
    }
    const proof = await path.asApi((tx) => readErasure(tx, 'ann'));
    expect(proof?.erasure.completed_at).toBeInstanceOf(Date);
    expect(new Set(proof?.reports.map(({ service }) => service))).toEqual(
      new Set(['gateway', ...Object.keys(ForgetCustomer)]),
    );
    expect(await tablesWith(CANARY)).toEqual([]);
  });

  it('says 404 for somebody who was never here', async () => {
    await expect(erase('nobody')).rejects.toMatchObject({ status: 404 });
  });
});
