import { sentencesNamedIn } from '@mesh/agents';
import { GOOD, PAID, REFUNDS, aDraft, aTask } from '../../test/samples';
import { replyReviewerContract } from '../../test/reply-reviewer.contract';
import { LocalReplyReviewer } from './local-reply-reviewer';
import { reviewDraft } from './review.decision';

replyReviewerContract(() => new LocalReplyReviewer());

const failing = (...args: Parameters<typeof aTask>) =>
  reviewDraft(aTask(...args))
    .checks.filter(({ outcome }) => outcome !== 'pass')
    .map(({ check, outcome, code }) => [check, outcome, code]);

describe('what the review objects to', () => {
  it.each([
    [
      'a citation that is not among the evidence',
      { text: PAID, quote: PAID, changes: { documentId: 'secret-handbook' } },
      ['policy', 'revise', 'cites_what_was_not_released'],
    ],
    [
      'a citation of an older version',
      { text: PAID, quote: PAID, changes: { documentVersion: 2 } },
      ['policy', 'revise', 'cites_what_was_not_released'],
    ],
    [
      'a quote that stands elsewhere in the document',
      { text: PAID, quote: PAID, changes: { start: 12, end: 44 } },
      ['policy', 'revise', 'cites_what_was_not_released'],
    ],
    [
      'a promise that no document makes',
      { text: 'We have refunded your order.' },
      ['promises', 'revise', 'promise_without_source'],
    ],
    ['foul language', { text: 'Read the damn article, you idiot.' }, ['tone', 'revise', 'foul_language']],
    ['blame', { text: 'It is your own fault.' }, ['tone', 'revise', 'harsh_tone']],
    [
      'a card number, even of the customer',
      { text: 'Your card is 4111 1111 1111 1111.' },
      ['pii', 'revise', 'repeats_secret'],
    ],
    ['a script', { text: 'Thank you <script>alert(1)</script>.' }, ['injection', 'revise', 'copied_instruction']],
    [
      'a link of its own',
      { text: 'Please see https://evil.example/refunds.' },
      ['injection', 'revise', 'foreign_link'],
    ],
  ])('%s', (_, part, objection) => {
    expect(failing(aDraft([GOOD, part]))).toContainEqual(objection);
  });

  it.each([
    ['a promise that the document makes to everybody', { text: PAID, quote: PAID }],
    ['an address and a link that the document gives', { text: REFUNDS.quote, quote: REFUNDS.quote }],
    ['the lead-in to a further document', { text: `See also "${REFUNDS.title}":` }],
  ])('is not %s', (_, part) => {
    expect(failing(aDraft([part]))).toEqual([]);
  });

  it('is an identifier that differs in one digit', () => {
    const quote = 'Install fix pack SSLv3 on DB2.';
    const evidence = [{ ...REFUNDS, quote, start: 0, end: quote.length }];
    const citing = { documentId: 'refunds', start: 0, end: quote.length };
    const text = 'Install fix pack SSLv6 on DB2.';
    expect(failing(aDraft([{ text, quote, changes: citing }]), { evidence })).toEqual([
      ['figures', 'revise', 'figure_not_in_quote'],
    ]);
  });

  it('is a fourth document', () => {
    const evidence = ['a', 'b', 'c', 'd'].map((documentId) => ({ ...REFUNDS, documentId }));
    const parts = evidence.map(({ documentId }) => ({ ...GOOD, changes: { documentId } }));
    expect(failing(aDraft(parts), { evidence })).toEqual([['policy', 'revise', 'too_many_documents']]);
  });

  it('is no language where either cannot be told', () => {
    expect(failing(aDraft([GOOD]), { language: 'und' })).toEqual([]);
  });

  it('stands in the feedback with the numbers of the sentences', () => {
    const { feedback = '' } = reviewDraft(aTask(aDraft([GOOD, { text: 'Everything is free on Mondays.' }])));
    expect(sentencesNamedIn(feedback)).toEqual([4]);
  });

  it('is the same every time', () => {
    const task = aTask(aDraft([GOOD, { text: 'We promise a refund tomorrow!!' }]));
    expect(reviewDraft(task)).toEqual(reviewDraft(task));
  });
});
