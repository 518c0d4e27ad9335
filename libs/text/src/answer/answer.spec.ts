import fc from 'fast-check';
import { chunkDocument } from '../search/chunk-document';
import { PassageIndex } from '../search/passage-index';
import { assessEvidence } from './assess-evidence';
import { checkFigures } from './check-figures';
import { composeAnswer } from './compose-answer';
import { detectPromises } from './detect-promises';

const articles = [
  {
    id: 'invoice',
    title: 'Downloading your invoices',
    body: 'You can download every invoice of the last 24 months. To download an invoice:\n1. Go to Billing in your dashboard.\n2. Click Invoices.\n3. Click Download next to the invoice.\n\nInvoices are sent on the first day of the month. Learn more about billing.',
  },
  {
    id: 'domain',
    title: 'Connecting a domain',
    body: 'A domain can be connected in two ways. To connect a domain:\nGo to Domains. Click Connect. Enter the name of the domain. Click Next.\nIt takes up to 48 hours until the domain works.',
  },
  {
    id: 'team',
    title: 'Inviting your team',
    body: 'Invite colleagues under People. Each colleague gets a role. Roles decide what they may see.',
  },
  {
    id: 'photos',
    title: 'Replacing photos in a gallery',
    body: 'Select the gallery and click Manage Media. Choose the photo and click Replace. Your gallery is updated at once.',
  },
];
const index = new PassageIndex();
for (const { id, title, body } of articles) {
  const passages = chunkDocument({ title, body }).map(({ ordinal, ...chunk }) => ({
    id: `${id}#${ordinal}`,
    ...chunk,
  }));
  index.add({ id, title, passages });
}
const { statistics } = index;
const asked = (question: string) => ({ question, passages: index.search(question) });
const bodyOf = (id: string) => articles.find((article) => article.id === id)?.body ?? '';

describe('judging the evidence', () => {
  it.each([
    'How can I download my invoices?',
    'I want to connect a domain to my site',
    'how do i replace a photo in the gallery',
  ])('accepts a question the articles answer: %s', (text) => {
    const { question, passages } = asked(text);
    expect(assessEvidence(question, passages, { statistics })).toMatchObject({ answerable: true });
  });

  it.each([
    'how many moons does mars have',
    'best recipe for lasagna',
    'what is the weather tomorrow',
    'good evening sir',
  ])('refuses what they do not: %s', (text) => {
    const { question, passages } = asked(text);
    const assessment = assessEvidence(question, passages, { statistics });
    expect(assessment.answerable).toBe(false);
    expect(assessment.reasons).not.toHaveLength(0);
  });

  it('says why when there is nothing to judge', () => {
    expect(assessEvidence('invoice?', [])).toEqual({ answerable: false, confidence: 0, reasons: ['no_passages'] });
    expect(assessEvidence('??', asked('invoice').passages)).toMatchObject({
      answerable: false,
      reasons: ['no_question'],
    });
  });
});

describe('composing a reply', () => {
  it('gives the steps in order, numbered, under their lead-in', () => {
    const { question, passages } = asked('How can I download an invoice?');
    expect(composeAnswer(question, passages, { statistics }).body).toContain(
      'To download an invoice:\n1. Go to Billing in your dashboard.\n2. Click Invoices.\n3. Click Download next to the invoice.',
    );
  });

  it('cites every sentence exactly, states nothing else and keeps to three documents, whatever is asked', () => {
    const words = fc.constantFrom(
      'invoice',
      'domain',
      'connect',
      'gallery',
      'photo',
      'team',
      'role',
      'download',
      'hours',
      'how',
      'to',
      'mars',
    );
    fc.assert(
      fc.property(fc.array(words, { minLength: 1, maxLength: 8 }), (parts) => {
        const { question, passages } = asked(parts.join(' '));
        const { body, citations, connectors } = composeAnswer(question, passages, {
          statistics,
          maxDocuments: 3,
          maxSentences: 6,
        });
        let rest = body;
        for (const part of [
          ...citations.map(({ sentenceStart: start, sentenceEnd: end }) => ({ start, end })),
          ...connectors,
        ]) {
          rest = rest.slice(0, part.start) + ' '.repeat(part.end - part.start) + rest.slice(part.end);
        }
        for (const citation of citations) {
          expect(bodyOf(citation.documentId).slice(citation.start, citation.end)).toBe(citation.quote);
          expect(checkFigures(body.slice(citation.sentenceStart, citation.sentenceEnd), citation.quote).ok).toBe(true);
        }
        expect(rest).toMatch(/^[\s\d.]*$/);
        expect(citations.length).toBeLessThanOrEqual(6);
        expect(new Set(citations.map((citation) => citation.documentId)).size).toBeLessThanOrEqual(3);
      }),
      { numRuns: 100 },
    );
  });

  it('says nothing when the passages hold no usable sentence', () => {
    expect(
      composeAnswer('why?', [{ id: 'p', documentId: 'd', title: 'T', text: 'Why? Learn more', start: 0 }]),
    ).toEqual({ body: '', citations: [], connectors: [] });
  });
});

describe('figures of a reply', () => {
  it.each([
    ['It costs $1,000.00 a year.', 'The price is 1000 USD.'],
    ['Due on March 12, 2026.', 'The due date is 2026-03-12.'],
    ['Wait five days.', 'It takes 5 days.'],
    ['You save 20 percent.', 'Savings of 20%.'],
    ['1. Open version 7.0.2.', 'Open version 7.0.2.'],
  ])('%j is covered by %j', (reply, span) => {
    expect(checkFigures(reply, span)).toEqual({ ok: true, missing: [] });
  });

  it.each([
    ['It costs €10.', 'It costs $10.', '€10'],
    ['You save 20%.', 'You save 20 euros.', '20%'],
    ['Due 13 March 2026.', 'Due 12 March 2026.', '13 March 2026'],
    ['Within six days.', 'Within 5 days.', 'six'],
  ])('%j is not covered by %j', (reply, span, missing) => {
    expect(checkFigures(reply, span)).toEqual({ ok: false, missing: [missing] });
  });

  it('an altered number is always noticed', () => {
    fc.assert(
      fc.property(
        fc.nat(99_999),
        fc.integer({ min: 1, max: 999 }),
        fc.constantFrom('', '$', '€'),
        fc.constantFrom('', '%'),
        (value, change, sign, percent) => {
          const say = (n: number) => `The amount is ${sign}${n}${sign ? '' : percent} in total.`;
          expect(checkFigures(say(value), say(value)).ok).toBe(true);
          expect(checkFigures(say(value + change), say(value)).ok).toBe(false);
        },
      ),
    );
  });
});

describe('promises in a reply', () => {
  it.each([
    ['Your refund will be processed tomorrow.', 'refund'],
    ['You will receive a refund within 5 days.', 'refund'],
    ['We guarantee that it works.', 'guarantee'],
    ['A colleague will call you back.', 'callback'],
    ['We have cancelled your subscription.', 'account_change'],
    ['Your parcel will arrive on Monday.', 'delivery_date'],
    ['We will give you a voucher.', 'compensation'],
    ['As a small gesture of goodwill we have put it right.', 'compensation'],
    ['The fee will be waived.', 'compensation'],
    ['You can rely on a full refund.', 'refund'],
    ['I will personally see to it.', 'guarantee'],
  ])('are noticed: %s', (text, kind) => {
    expect(detectPromises(text).map((promise) => promise.kind)).toContain(kind);
  });

  it.each([
    'Click Refund next to the order.',
    'You can cancel your plan at any time.',
    'Learn how guarantees work in your store settings.',
  ])('are not seen in plain instructions: %s', (text) => {
    expect(detectPromises(text)).toEqual([]);
  });
});
