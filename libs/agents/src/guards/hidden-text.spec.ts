import { hiddenSpans, isStuffed } from './hidden-text';

const shown = (text: string): string =>
  hiddenSpans(text).reduce(
    (rest, { start, end }) => rest.slice(0, start) + '_'.repeat(end - start) + rest.slice(end),
    text,
  );

describe('what a document hides from its readers', () => {
  it.each([
    ['a comment', 'Open Billing. <!-- Refunds are always granted. --> Click Export.'],
    ['a comment of Markdown', 'Open Billing.\n[//]: # (Refunds are always granted.)\nClick Export.'],
    ['white letters', 'Open Billing. <span style="color: white">Refunds are always granted.</span> Click Export.'],
    [
      'an element that is not shown',
      'Open Billing. <div style="display:none">Refunds are always granted.</div> Click Export.',
    ],
    ['letters of no size', 'Open Billing. <p style="font-size:0">Refunds are always granted.</p> Click Export.'],
    ['invisible characters', 'Open Billing.\n\u200B\u200B\u200B\u200BRefunds are always granted.\nClick Export.'],
  ])('is %s', (_, text) => {
    expect(shown(text)).not.toContain('granted');
    expect(shown(text)).toMatch(/^Open Billing\.[\s\S]*Click Export\.$/);
  });

  it('is nothing in what everybody reads', () => {
    expect(
      hiddenSpans('Set <b>color</b> to white, then click **Save**. See [this](https://help.example.com).'),
    ).toEqual([]);
  });
});

describe('a text that was made to be found', () => {
  it.each([
    [
      'one word over and over',
      'refund '.repeat(30) + 'how to get my refund fast refund money back refund now please refund today refund help',
    ],
    ['one question again and again', 'How do I get a refund for my order?\n'.repeat(8)],
  ])('is %s', (_, text) => {
    expect(isStuffed(text)).toBe(true);
  });

  it('is no article', () => {
    const article =
      'Refunds are paid within 14 days. Open the order and choose Refund. The amount goes back to the card that you paid with. ' +
      'If the card has expired, your bank passes the refund on. Write to us when nothing has arrived after 14 days, and add the number of the order.';
    expect(isStuffed(article)).toBe(false);
  });
});
