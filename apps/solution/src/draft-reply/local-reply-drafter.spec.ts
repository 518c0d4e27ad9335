import type { Draft } from '@mesh/contracts';
import fc from 'fast-check';
import { replySentences } from '@mesh/agents';
import { replyDrafterContract } from '../../test/reply-drafter.contract';
import { EXPORT, PRINT, aConversation, aDocument, aTask, citedSentence } from '../../test/samples';
import { composeDraft } from './compose-draft';
import { LocalReplyDrafter } from './local-reply-drafter';

replyDrafterContract(() => new LocalReplyDrafter());

describe('a draft without a model', () => {
  it('greets, gives the sentences of the document, and closes', () => {
    const { body, citations, language } = composeDraft(aTask({ evidence: [EXPORT] }));
    expect(body.startsWith('Hello Ada,\n\nThank you for your message.\n\n')).toBe(true);
    expect(body.endsWith('\n\nIf anything is unclear, just reply to this message.')).toBe(true);
    expect(citations.map(({ quote }) => quote)).toEqual(expect.arrayContaining(['Go to Billing.', 'Click Export.']));
    expect(language).toBe('en');
  });

  it('says each sentence exactly as the document does', () => {
    const draft = composeDraft(aTask());
    for (const citation of draft.citations) expect(citedSentence(draft, citation)).toBe(citation.quote);
  });

  it('drops the sentence that was objected to, and keeps the others', () => {
    const previous = composeDraft(aTask({ evidence: [EXPORT] }));
    const wrong = replySentences(previous).find(({ text }) => text.includes('Click Export'));
    const feedback = `figures: sentence ${wrong?.number ?? 0} - a number does not stand in the cited passage.`;
    const { body } = composeDraft(aTask({ evidence: [EXPORT], revision: { previous, feedback } }));
    expect(body).not.toContain('Click Export');
    expect(body).toContain('Go to Billing');
  });

  it('never brings back in a later round what was dropped in an earlier one', () => {
    const round = (previous: Draft, words: string) => {
      const wrong = replySentences(previous).find(({ text }) => text.includes(words));
      const feedback = `support: sentence ${wrong?.number ?? 0} - not carried.`;
      return composeDraft(aTask({ evidence: [EXPORT], revision: { previous, feedback } }));
    };
    const second = round(composeDraft(aTask({ evidence: [EXPORT] })), 'Click Export');
    const third = round(second, 'Go to Billing');
    expect(third.body).not.toMatch(/Click Export|Go to Billing/);
    expect(third.citations.length).toBeGreaterThan(0);
  });

  it('becomes an acknowledgement when nothing is left that was not objected to', () => {
    const previous = composeDraft(aTask({ evidence: [EXPORT] }));
    const feedback = 'support: sentences 1-60 - not carried.';
    const next = composeDraft(aTask({ evidence: [EXPORT], revision: { previous, feedback } }));
    expect(next.citations.filter(({ quote }) => previous.citations.some((old) => old.quote === quote))).toEqual([]);
  });

  it('uses another document when a person says that it is the wrong one', () => {
    const previous = composeDraft(aTask({ evidence: [EXPORT] }));
    const revision = { previous, feedback: 'This is the wrong article.' };
    const { citations } = composeDraft(aTask({ revision }));
    expect(new Set(citations.map(({ documentId }) => documentId))).toEqual(new Set(['print']));
  });

  it('becomes shorter when a person asks for that', () => {
    const steps = Array.from({ length: 8 }, (_, at) => `Click button ${at + 1} to export the invoices.`).join(' ');
    const evidence = [aDocument('long', 'Export invoices', steps)];
    const previous = composeDraft(aTask({ evidence }));
    const shorter = composeDraft(aTask({ evidence, revision: { previous, feedback: 'Too long, please shorten it.' } }));
    expect(shorter.citations.length).toBeLessThan(previous.citations.length);
  });

  it('is framed in the language of its evidence', () => {
    const german = aDocument(
      'export-de',
      'Rechnungen exportieren',
      'Sie können alle Rechnungen eines Jahres exportieren. Öffnen Sie dazu die Seite mit den Rechnungen und klicken Sie auf die Schaltfläche für den Export.',
    );
    const draft = composeDraft(aTask({ evidence: [german], body: 'Wie kann ich meine Rechnungen exportieren?' }));
    expect(draft.language).toBe('de');
    expect(draft.body).toMatch(/^Guten Tag Ada,/);
  });

  it('greets nobody by something that is no name', () => {
    const customer = { id: 'c-1', name: '<b>You' };
    expect(composeDraft(aTask({ conversation: aConversation('export', { customer }) })).body).toMatch(/^Hello,/);
  });

  it('keeps its citations exact for any text', () => {
    const sentence = fc.stringMatching(/^[A-Z][a-z]{2,9}( [a-z]{2,9}){2,8}[.!:]?$/);
    const document = fc.array(sentence, { minLength: 1, maxLength: 8 }).map((list) => list.join('\n'));
    fc.assert(
      fc.property(fc.array(document, { maxLength: 4 }), fc.string({ maxLength: 80 }), (bodies, question) => {
        const evidence = bodies.map((body, at) => aDocument(`d${at}`, `Title ${at}`, body));
        const draft = composeDraft(aTask({ evidence, body: question }));
        for (const citation of draft.citations) {
          const source = evidence.find(({ documentId }) => documentId === citation.documentId);
          expect(citedSentence(draft, citation)).toBe(citation.quote);
          expect(source?.quote.slice(citation.start - 100, citation.end - 100)).toBe(citation.quote);
        }
      }),
    );
  });

  it('answers from the print page when that is asked', () => {
    const { citations } = composeDraft(aTask({ evidence: [PRINT], body: 'How can I print an invoice?' }));
    expect(citations.map(({ quote }) => quote)).toContain('Open the invoice.');
  });
});
