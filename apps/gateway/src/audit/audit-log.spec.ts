import fc from 'fast-check';
import { TicketPath } from '../../test/ticket-path';
import { type AuditEntry, type ChainedEntry, GENESIS_HASH, chainEntry, firstBrokenLink } from './audit-chain';
import { appendAudit, readAuditPage } from './audit-log';

const WHOLE = { order: 'oldest', limit: 1_000 } as const;

const entry = (subject: string): AuditEntry => ({
  actor: { kind: 'person', id: 'kim' },
  action: 'policy.changed',
  subject,
  details: { version: 2, ratio: 0.25, note: null },
  correlationId: 'c-1',
});

const chainOf = (subjects: readonly string[]): ChainedEntry[] => {
  const chain: ChainedEntry[] = [];
  for (const subject of subjects) {
    const prevHash = chain.at(-1)?.hash ?? GENESIS_HASH;
    chain.push(
      chainEntry(entry(subject), {
        tenantId: 't',
        sequence: chain.length + 1,
        at: '2026-01-01T00:00:00.000Z',
        prevHash,
      }),
    );
  }
  return chain;
};

describe('F97: the chain of hashes', () => {
  it('holds when nothing was touched', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string(), { maxLength: 20 }),
        (subjects) => firstBrokenLink(chainOf(subjects)) === undefined,
      ),
    );
  });

  it('names the first entry after which somebody changed, removed or exchanged something', () => {
    const subjects = fc.array(fc.string(), { minLength: 2, maxLength: 12 });
    fc.assert(
      fc.property(subjects, fc.nat(), fc.constantFrom('change', 'remove', 'exchange'), (texts, seed, kind) => {
        const chain = chainOf(texts);
        const at = seed % (chain.length - 1);
        const [one, next] = [chain[at], chain[at + 1]];
        if (!one || !next) return true;
        if (kind === 'change') chain[at] = { ...one, subject: `${one.subject}!` };
        if (kind === 'remove') chain.splice(at, 1);
        if (kind === 'exchange') chain.splice(at, 2, next, one);
        return firstBrokenLink(chain) === at + 1;
      }),
    );
  });
});

describe('F97: the audit log of a tenant', () => {
  let path: TicketPath;
  beforeAll(async () => {
    path = await TicketPath.start();
  }, 60_000);
  afterAll(() => path.stop());

  it('stays one chain when many people act at once', async () => {
    await Promise.all(Array.from({ length: 30 }, (_, n) => path.asApi((tx) => appendAudit(tx, entry(`s-${n}`)))));
    const chain = await path.asApi((tx) => readAuditPage(tx, WHOLE));
    expect(chain).toHaveLength(30);
    expect(firstBrokenLink(chain)).toBeUndefined();
  });

  it('has a line for each decision of a person', async () => {
    const approval = await path.openApproval();
    await path.decide(approval);
    expect((await path.asApi((tx) => readAuditPage(tx, WHOLE))).at(-1)).toMatchObject({
      action: 'approval.approved',
      subject: approval.id,
    });
  });

  it.each([
    'UPDATE gateway.audit_log SET subject = $$x$$',
    'DELETE FROM gateway.audit_log',
    'TRUNCATE gateway.audit_log',
  ])('refuses everybody, the superuser too: %s', async (statement) => {
    await path.asApi((tx) => appendAudit(tx, entry('kept')));
    await expect(path.service.database.query(statement)).rejects.toThrow('the audit log can only grow');
    await expect(path.asApi((tx) => tx.sql.run(statement))).rejects.toThrow('permission denied');
  });

  it('shows what somebody changed past the walls', async () => {
    const { query } = path.service.database;
    await query('ALTER TABLE gateway.audit_log DISABLE TRIGGER ALL');
    await query(`UPDATE gateway.audit_log SET details = '{"version": 3}' WHERE sequence = 5`);
    await query('ALTER TABLE gateway.audit_log ENABLE TRIGGER ALL');
    expect(firstBrokenLink(await path.asApi((tx) => readAuditPage(tx, WHOLE)))).toBe(5);
  });
});
