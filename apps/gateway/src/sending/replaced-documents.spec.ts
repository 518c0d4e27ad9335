import { WorkerDatabase } from '@mesh/persistence';
import { TicketPath } from '../../test/ticket-path';
import { citesReplaced, replaceDocument } from './replaced-documents';

let path: TicketPath;
beforeAll(async () => {
  path = await TicketPath.start();
}, 60_000);
afterAll(() => path.stop());

const cited = (documentId: string, documentVersion = 1) => [{ documentId, documentVersion }];
const asWorker = <T>(work: Parameters<WorkerDatabase['inTenant']>[1]) =>
  path.service.get(WorkerDatabase).inTenant('default', work) as Promise<T>;
const waitsForLock = async () => {
  const rows = await path.service.database.query(
    `SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND NOT granted
       AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
  );
  return rows.length > 0;
};

/** Something to wait for, and the way to let it happen. */
function gate(): { readonly open: () => void; readonly opened: Promise<void> } {
  let open = (): void => undefined;
  const opened = new Promise<void>((resolve) => (open = resolve));
  return { open, opened };
}

describe('when a document gets a new version while a reply that cites the old one is being sent', () => {
  it('waits until the reply is committed', async () => {
    const [checked, mayCommit] = [gate(), gate()];
    const order: string[] = [];
    const sending = asWorker(async (sql) => {
      expect(await citesReplaced({ tenantId: 'default', sql }, cited('guide'))).toBe(false);
      checked.open();
      await mayCommit.opened;
      order.push('sent');
    });
    await checked.opened;
    const replacing = asWorker((sql) => replaceDocument({ tenantId: 'default', sql }, 'guide', 2)).then(() =>
      order.push('replaced'),
    );
    await path.until('the replacement to wait', waitsForLock);
    mayCommit.open();
    await Promise.all([sending, replacing]);
    expect(order).toEqual(['sent', 'replaced']);
  });

  it('makes the reply wait the other way round, and then refuses it', async () => {
    const [replaced, mayCommit] = [gate(), gate()];
    const replacing = asWorker(async (sql) => {
      await replaceDocument({ tenantId: 'default', sql }, 'manual', 2);
      replaced.open();
      await mayCommit.opened;
    });
    await replaced.opened;
    const stale = asWorker<boolean>((sql) => citesReplaced({ tenantId: 'default', sql }, cited('manual')));
    await path.until('the reply to wait', waitsForLock);
    mayCommit.open();
    await replacing;
    expect(await stale).toBe(true);
  });

  it('never goes back to an older version', async () => {
    const at = (
      work: (at: { tenantId: string; sql: Parameters<typeof replaceDocument>[0]['sql'] }) => Promise<unknown>,
    ) => asWorker((sql) => work({ tenantId: 'default', sql }));
    await at((tenant) => replaceDocument(tenant, 'faq', 5));
    await at((tenant) => replaceDocument(tenant, 'faq', 3));
    expect(await at((tenant) => citesReplaced(tenant, cited('faq', 4)))).toBe(true);
    expect(await at((tenant) => citesReplaced(tenant, cited('faq', 5)))).toBe(false);
  });
});
