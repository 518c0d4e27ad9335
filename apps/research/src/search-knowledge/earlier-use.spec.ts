import type { PassageHit } from '@mesh/memory';
import { earlierUse } from './earlier-use';

const answered = (documentId: string, question: string, ...cites: string[]): PassageHit => ({
  passage: {
    ...{ id: documentId, kind: 'resolution', audience: 'public', documentId, documentVersion: 1, ordinal: 0 },
    ...{ title: 'Approved answer', headingPath: [], start: 0, end: 1, text: 'x' },
    keywords: question,
    cites: cites.map((id) => ({ documentId: id, documentVersion: 2 })),
  },
  score: 1,
  lexicalScore: 1,
});
const statistics = { size: 100, documentFrequency: () => 1 };
const use = (question: string, ...hits: PassageHit[]) => earlierUse(question, hits, statistics);

describe('what approved answers to like questions rested on', () => {
  const close = answered('a', 'I want to close my platinum card', 'closing', 'fees');
  const cancel = answered('b', 'Please close the platinum card of my mother', 'closing');

  it('counts a document the more, the more of those answers rest on it, in the version that they cite', () => {
    const { shareOf, documents } = use('How do I close a platinum card?', close, cancel);
    expect(documents).toEqual([
      { documentId: 'closing', documentVersion: 2 },
      { documentId: 'fees', documentVersion: 2 },
    ]);
    expect(shareOf.get('closing')).toBeLessThan(1);
    expect(shareOf.get('fees')).toBeLessThan(shareOf.get('closing') ?? 0);
  });

  it('trusts one like question less than several', () => {
    const one = use('How do I close a platinum card?', close).shareOf.get('closing') ?? 0;
    expect(use('How do I close a platinum card?', close, cancel).shareOf.get('closing')).toBeGreaterThan(one);
  });

  it('is nothing where the questions have another subject, or nothing was answered yet', () => {
    expect(use('Where is my parcel?', close).documents).toEqual([]);
    expect(use('Where is my parcel?').shareOf.size).toBe(0);
  });
});
