import fc from 'fast-check';
import { fitEarlier } from './fit-earlier';

const messages = fc
  .uniqueArray(fc.tuple(fc.uuid(), fc.string({ maxLength: 60, unit: 'grapheme' })), {
    selector: ([id]) => id,
    maxLength: 30,
  })
  .map((all) =>
    all.map(([messageId, body]) => ({ messageId, author: 'customer' as const, body, at: '2026-01-01T00:00:00Z' })),
  );

describe('what was said in earlier tickets', () => {
  it('is the newest that fits, in order, without what the thread has anyway', () => {
    fc.assert(
      fc.property(messages, fc.nat({ max: 9 }), fc.integer({ min: 0, max: 600 }), (session, own, maxBytes) => {
        const thread = session.filter((_, at) => at % 10 < own);
        const others = session.filter((message) => !thread.includes(message));
        const fitted = fitEarlier(session, thread, maxBytes);
        expect(fitted).toEqual(others.slice(others.length - fitted.length));
        expect(fitted.reduce((bytes, { body }) => bytes + Buffer.byteLength(body), 0)).toBeLessThanOrEqual(maxBytes);
        expect(fitted.length).toBeLessThanOrEqual(10);
      }),
    );
  });

  it('is everything when it is little', () => {
    const [one] = fc.sample(
      messages.filter(({ length }) => length === 1),
      1,
    );
    expect(fitEarlier(one ?? [], [])).toEqual(one);
  });
});
