import fc from 'fast-check';
import { CONVERSATION_BYTES, fitConversation } from './fit-conversation';

const thread = fc.array(fc.string({ unit: 'grapheme', maxLength: 60 }), { minLength: 1, maxLength: 30 }).map((bodies) =>
  bodies.map((body, n) => ({
    messageId: String(n),
    author: 'customer' as const,
    body,
    at: '2026-01-01T00:00:00.000Z',
  })),
);
const bytes = (messages: readonly { body: string }[]) =>
  messages.reduce((sum, { body }) => sum + Buffer.byteLength(body), 0);

describe('the thread that an agent sees', () => {
  it('is the newest part of the thread that fits, and nothing of it is lost from the count', () => {
    fc.assert(
      fc.property(thread, fc.nat({ max: 400 }), fc.nat({ max: 100 }), (messages, limit, reserved) => {
        const { messages: kept, omitted } = fitConversation(messages, reserved, limit);
        expect(kept).toEqual(messages.slice(omitted));
        expect(kept.at(-1)).toBe(messages.at(-1));
        if (kept.length > 1) expect(reserved + bytes(kept)).toBeLessThanOrEqual(limit);
        if (omitted > 0) expect(reserved + bytes(messages.slice(omitted - 1))).toBeGreaterThan(limit);
      }),
    );
  });

  it('keeps the newest message whole, however long it is', () => {
    const long = {
      messageId: '1',
      author: 'customer' as const,
      body: 'x'.repeat(60_000),
      at: '2026-01-01T00:00:00.000Z',
    };
    expect(fitConversation([{ ...long, messageId: '0', body: 'first' }, long])).toEqual({
      messages: [long],
      omitted: 1,
    });
    expect(CONVERSATION_BYTES).toBe(32 * 1024);
  });
});
