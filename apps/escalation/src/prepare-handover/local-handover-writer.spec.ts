import { HANDOVER_REASONS } from '@mesh/contracts';
import { handoverWriterContract } from '../../test/handover-writer.contract';
import { aHandover } from '../../test/samples';
import { LocalHandoverWriter, packageOf } from './local-handover-writer';

handoverWriterContract(() => new LocalHandoverWriter());

const APPROVAL_REASONS = ['category_requires_approval', 'autonomy_suggest', 'flagged', 'low_confidence', 'no_citation'];

describe('the package that a person gets', () => {
  it('says who writes, what is asked, what was found and why it comes to a person', () => {
    const { summary } = packageOf(aHandover({ reason: 'no_evidence' }));
    expect(summary).toBe(
      [
        'Ada Berg (gold) wrote one message by email. Category billing (91 % certain), priority high, mood negative, language en.',
        'Subject: "Charged twice". They say: "I was charged twice for May. Can you check that?"',
        'Nothing was found in the knowledge base. There is no draft.',
        'It comes to you because the knowledge base has nothing on it.',
      ].join('\n'),
    );
  });

  it('reminds of what the customer wrote in an earlier ticket, with identifiers masked', () => {
    const task = aHandover();
    const shared = { messageId: '00000000-0000-7000-8000-000000000001', at: '2026-01-01T00:00:00.000Z' };
    const earlier = [
      { ...shared, author: 'customer' as const, body: 'My card 4111 1111 1111 1111 was refused. Why?' },
      { ...shared, author: 'mesh' as const, body: 'Try another one.' },
    ];
    const { summary } = packageOf({ ...task, conversation: { ...task.conversation, earlier } });
    const line = summary.split('\n').find((one) => one.startsWith('Lately they also wrote:'));
    expect(line).toContain('was refused. Why?"');
    expect(line).not.toContain('4111');
    expect(packageOf(task).summary).not.toContain('Lately');
  });

  it('names the documents and what the review objects to', () => {
    const evidence = ['Refunds', 'Invoices', 'Cards', 'Taxes'].map((title, at) => ({
      evidenceId: `e-${at}`,
      source: 'knowledge' as const,
      documentId: `doc-${at}`,
      documentVersion: 1,
      title,
      quote: 'q',
      start: 0,
      end: 1,
      score: 1,
    }));
    const { summary } = packageOf(
      aHandover({
        evidence,
        draft: { body: 'Hello.', citations: [], language: 'en' },
        verdict: {
          outcome: 'block',
          checks: [
            { check: 'pii', outcome: 'block' },
            { check: 'tone', outcome: 'pass' },
          ],
        },
      }),
    );
    expect(summary).toContain('Found: "Refunds", "Invoices", "Cards" and 1 more.');
    expect(summary).toContain('There is a draft without sources; the review objects to: pii.');
  });

  it.each([
    ...HANDOVER_REASONS.filter((reason) => !['workflow_broken', 'not_started'].includes(reason)),
    ...APPROVAL_REASONS,
  ])('has its own words for %s', (reason) => {
    expect(packageOf(aHandover({ reason })).suggestedNextStep).not.toBe(
      packageOf(aHandover({ reason: 'something_new' })).suggestedNextStep,
    );
  });
});
