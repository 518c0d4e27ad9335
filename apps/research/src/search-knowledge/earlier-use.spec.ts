import { earlierUse } from './earlier-use';
import type { PastAnswer } from './past-answers.port';

const answered = (documentId: string, question: string, ...cites: string[]): PastAnswer => ({
  ...{ documentId, decisionId: `decision-${documentId}`, ticketId: `ticket-${documentId}`, question },
  cited: cites.map((id) => ({ documentId: id, documentVersion: 2, start: 0, end: 9 })),
});
const statistics = { size: 100, documentFrequency: () => 1 };
const use = (question: string, ...answers: PastAnswer[]) => earlierUse(question, answers, statistics);

describe('what approved answers to like questions rested on', () => {
  const close = answered('a', 'I want to close my platinum card', 'closing', 'fees');
  const cancel = answered('b', 'Please close the platinum card of my mother', 'closing');

  it('counts a document the more, the more of those answers rest on it, and leads to what they cite', () => {
    const { shareOf, citations } = use('How do I close a platinum card?', cancel, close);
    expect(citations.map(({ span, answer }) => [span.documentId, span.documentVersion, answer.documentId])).toEqual([
      ['closing', 2, 'a'],
      ['fees', 2, 'a'],
      ['closing', 2, 'b'],
    ]);
    expect(shareOf.get('closing')).toBeLessThan(1);
    expect(shareOf.get('fees')).toBeLessThan(shareOf.get('closing') ?? 0);
  });

  it('counts an answer once for a document, however many places of it are cited', () => {
    const often = answered('a', close.question, 'closing', 'closing', 'closing');
    expect(use('How do I close a platinum card?', often).shareOf).toEqual(
      use('How do I close a platinum card?', answered('a', close.question, 'closing')).shareOf,
    );
  });

  it('trusts one like question less than several', () => {
    const one = use('How do I close a platinum card?', close).shareOf.get('closing') ?? 0;
    expect(use('How do I close a platinum card?', close, cancel).shareOf.get('closing')).toBeGreaterThan(one);
  });

  it('is nothing where the questions have another subject, or nothing was answered yet', () => {
    expect(use('Where is my parcel?', close).citations).toEqual([]);
    expect(use('Where is my parcel?').shareOf.size).toBe(0);
  });
});
