import { TicketPath, principal } from '../../test/ticket-path';
import { newestApproval } from '../approvals/approval-row';
import { listTickets } from './list-tickets';
import { readTicket } from './read-ticket';

const OTHER = principal({ tenantId: 'other' });

let path: TicketPath;
beforeAll(async () => {
  path = await TicketPath.start();
}, 60_000);
afterAll(() => path.stop());

describe('F82, F84: when two tenants share the database', () => {
  it('shows a tenant nothing of the other, even if a query forgets to ask for its own', async () => {
    const approval = await path.openApproval();
    const tables = await path.service.database.query<{ name: string }>(
      `SELECT relname AS name FROM pg_class JOIN pg_attribute ON attrelid = pg_class.oid AND attname = 'tenant_id'
       WHERE relnamespace = 'gateway'::regnamespace AND relkind = 'r' AND has_table_privilege('mesh_api', pg_class.oid, 'SELECT')`,
    );
    expect(tables.length).toBeGreaterThan(10);
    for (const { name } of tables) {
      const rows = await path.asApi((tx) => tx.sql.rows(`SELECT 1 FROM gateway.${name}`), 'other');
      expect({ name, rows }).toEqual({ name, rows: [] });
    }
    expect(await path.asApi((tx) => newestApproval(tx, approval.ticket_id), 'other')).toBeUndefined();
  });

  it('answers 404 for the ticket and the approval of another tenant, and changes neither', async () => {
    const approval = await path.openApproval();
    await expect(path.decide(approval, {}, OTHER)).rejects.toMatchObject({ status: 404 });
    await expect(path.receive(approval.ticket_id, 'Mine?', OTHER)).rejects.toMatchObject({ status: 404 });
    await expect(path.asApi((tx) => readTicket(tx, approval.ticket_id, true), 'other')).rejects.toMatchObject({
      status: 404,
    });
    expect((await path.approval(approval.id)).status).toBe('open');
  });

  it('lists each tenant its own', async () => {
    const mine = await path.create({ customer: { id: 'same' } }, OTHER);
    await path.create({ customer: { id: 'same' } });
    const page = await path.asApi((tx) => listTickets(tx, { customer: 'same', limit: 10 }), 'other');
    expect(page.rows.map(({ id }) => id)).toEqual([mine]);
  });
});
