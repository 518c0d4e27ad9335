import { Policy, SHIPPED_CATEGORIES, UNKNOWN_CATEGORY } from '@mesh/contracts';
import { TicketPath } from '../../test/ticket-path';
import { currentPolicy, currentRules } from './current-policy';
import { DEFAULT_POLICY } from './default-policy';

let path: TicketPath;
beforeAll(async () => {
  path = await TicketPath.start();
}, 60_000);
afterAll(() => path.stop());

describe('the rules that a turn starts with', () => {
  it('are those that ship, until the tenant has its own', async () => {
    expect(await path.asApi(currentRules)).toEqual({ policy: DEFAULT_POLICY, categories: [...SHIPPED_CATEGORIES] });
  });

  it('are the newest version and the list of the tenant', async () => {
    const { query } = path.service.database;
    const { version: _version, ...rules } = DEFAULT_POLICY;
    for (const [version, maxRevisions] of [
      [1, 0],
      [2, 5],
    ]) {
      const policy = JSON.stringify({ ...rules, maxRevisions });
      await query(`INSERT INTO gateway.policies VALUES ('default', $1, $2, '{}')`, [version, policy]);
    }
    await query(
      `INSERT INTO gateway.categories (tenant_id, name, position) VALUES ('default', 'b', 1), ('default', 'a', 2)`,
    );
    const found = await path.asApi(currentRules);
    expect(found).toMatchObject({ policy: { version: 2, maxRevisions: 5 }, categories: ['b', 'a'] });
    expect(await path.asApi(currentPolicy)).toEqual(found.policy);
  });
});

describe('the policy that ships', () => {
  it('has a rule for every category that ships, and one for the rest', () => {
    expect(Object.keys(Policy.parse(DEFAULT_POLICY).categories).sort()).toEqual([...SHIPPED_CATEGORIES].sort());
    expect(DEFAULT_POLICY.categories[UNKNOWN_CATEGORY]).toBeUndefined();
    expect(DEFAULT_POLICY.fallback.autonomy).toBe('auto');
  });

  it('never lets money, an account or a contract move without a person', () => {
    for (const category of ['refund', 'account_change', 'cancellation', 'complaint']) {
      expect(DEFAULT_POLICY.categories[category]?.requiresApproval).toBe(true);
    }
  });
});
