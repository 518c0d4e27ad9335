import type { CategoryRule, Policy } from '@mesh/contracts';
import { derivedId, isInShare } from '@mesh/kernel';
import { TicketPath, principal } from '../../test/ticket-path';
import { readAuditPage } from '../audit/audit-log';
import { GiveFeedback } from '../person-actions/give-feedback';
import { insertPolicy } from '../policies/insert-policy';
import { currentPolicy } from '../turns/current-policy';
import { DEFAULT_POLICY } from '../turns/default-policy';
import { readStandings } from './category-standings';

const WHOLE = { order: 'oldest', limit: 1_000 } as const;

const TRIAGE = { priority: 'normal', sentiment: 'neutral', language: 'en', confidence: 0.9, flags: [], reasons: [] };
/** A low line keeps the test short: ten approvals open it, three corrections of the last ten close it. */
const EARNS = { line: 0.75, decisions: 10, spotCheck: 0.25 };
const earning: CategoryRule = { autonomy: 'suggest', requiresApproval: false, earns: EARNS };
const KIM = { kind: 'person', id: 'kim' } as const;

let path: TicketPath;
beforeAll(async () => {
  path = await TicketPath.start();
  await put({ invoices: earning, exports: earning });
}, 60_000);
afterAll(() => path.stop());

const policy = (): Promise<Policy> => path.asApi((tx) => currentPolicy(tx));
const ruleOf = async (category: string) => (await policy()).categories[category];
const put = (categories: Policy['categories']) =>
  path.asApi(async (tx) => {
    const { version } = await currentPolicy(tx);
    return insertPolicy(tx, { ...DEFAULT_POLICY, version: version + 1, categories }, KIM);
  });
/** People look at a draft of the category; the reply goes out if they let it. */
async function judge(decision: 'approve' | 'edit' | 'reject', category = 'invoices'): Promise<string> {
  const triage = { ...TRIAGE, category } as never;
  const approval = await path.openApproval({ triage });
  await path.decide(approval, { decision, ...(decision === 'edit' ? { reply: 'Use the other menu.' } : {}) });
  return approval.ticket_id;
}
const times = async (n: number, work: () => Promise<unknown>) => {
  for (let at = 0; at < n; at += 1) await work();
};
const becomes = (category: string, autonomy: string) =>
  path.until(`${category} to be on ${autonomy}`, async () => (await ruleOf(category))?.autonomy === autonomy);
const acts = async () =>
  (await path.asApi((tx) => readAuditPage(tx, WHOLE))).filter(({ action }) => action.startsWith('policy.autonomy'));

describe('a category that earns its autonomy', () => {
  it('opens after enough approvals without edits, by a policy version of its own, on the record', async () => {
    await times(7, () => judge('approve'));
    expect(await ruleOf('invoices')).toEqual(earning);
    await times(4, () => judge('approve'));
    await becomes('invoices', 'auto');
    expect(await policy()).toMatchObject({ version: 2, categories: { invoices: { earned: true }, exports: earning } });
    expect(await acts()).toMatchObject([
      {
        action: 'policy.autonomy_earned',
        actor: { kind: 'system', id: 'gateway' },
        details: { category: 'invoices', version: 2 },
      },
    ]);
    const { items } = await path.asApi((tx) => readStandings(tx));
    expect(items).toMatchObject([
      { category: 'exports', autonomy: 'suggest', earned: false, judged: 0 },
      { category: 'invoices', autonomy: 'auto', earned: true, line: 0.75 },
    ]);
  });

  it('drops to suggest within a few dozen tickets when the drafter gets worse, others untouched', async () => {
    let tickets = 0;
    while ((await ruleOf('invoices'))?.autonomy === 'auto' && tickets < 60) {
      tickets += 1;
      if (isInShare(derivedId('ticket', tickets), EARNS.spotCheck)) await judge('edit');
    }
    await becomes('invoices', 'suggest');
    expect(tickets).toBeLessThan(60);
    expect(await ruleOf('invoices')).toEqual(earning);
    expect(await ruleOf('exports')).toEqual(earning);
    expect(await acts()).toMatchObject([{}, { action: 'policy.autonomy_lost', details: { category: 'invoices' } }]);
  }, 60_000);

  it('earns anew from decisions after that, not from what it had before', async () => {
    await judge('approve');
    expect(await ruleOf('invoices')).toEqual(earning);
    expect((await path.asApi((tx) => readStandings(tx))).items[1]).toMatchObject({ approved: 1 });
  });

  it('is closed by customers who were not helped as well', async () => {
    const open: CategoryRule = { ...earning, autonomy: 'auto', earned: true };
    await put({ exports: open });
    const give = async () => {
      const id = await judge('approve', 'exports');
      await path.service.database.query(`UPDATE gateway.tickets SET category = 'exports' WHERE id = $1`, [id]);
      const [approval] = await path.service.database.query<{ id: string; decision_id: string }>(
        'SELECT id, decision_id FROM gateway.approvals WHERE ticket_id = $1',
        [id],
      );
      await path.reply(await path.approval(approval?.id ?? ''), approval?.decision_id ?? '');
      await path.service.get(GiveFeedback).execute(principal({ role: 'submitter' }), id, { solved: false });
    };
    await times(3, give);
    await becomes('exports', 'suggest');
  });

  it('stays as a person sets it, whatever was approved before', async () => {
    await put({ exports: { ...earning, autonomy: 'off' } });
    await times(12, () => judge('approve', 'exports'));
    expect(await ruleOf('exports')).toEqual({ ...earning, autonomy: 'off' });
  });
});
