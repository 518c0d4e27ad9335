import fc from 'fast-check';
import { RetryableError, TerminalError, codeOf, isRetryable, reasonOf } from './errors';

describe('a fault', () => {
  it('says by its class what happens next', () => {
    expect(isRetryable(new TerminalError('NO', 'never'))).toBe(false);
    expect(isRetryable(new RetryableError('LATER', 'not now'))).toBe(true);
    expect(isRetryable(new TypeError('x is not a function'))).toBe(true);
    expect(isRetryable('a string')).toBe(true);
  });

  it('has a stable code, also when it is not ours', () => {
    expect(codeOf(new RetryableError('LATER', 'not now'))).toBe('LATER');
    expect(codeOf(new Error('boom'))).toBe('UNEXPECTED');
    expect(codeOf(undefined)).toBe('UNEXPECTED');
  });

  it('is told apart by name in a log line', () => {
    expect(reasonOf(new TerminalError('NO', 'never'))).toBe('TerminalError: never');
  });

  it('gives one bounded line, whatever was thrown', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.anything(),
          fc.string({ unit: 'binary', maxLength: 900 }).map((text) => new Error(text)),
        ),
        (thrown) => {
          const reason = reasonOf(thrown);
          expect(reason).not.toMatch(/[\n\r]/);
          expect(reason.length).toBeLessThanOrEqual(500);
        },
      ),
    );
  });

  it('never repeats a thrown value that is no error, for it may be a text of a customer', () => {
    expect(reasonOf('my card is 4111')).toBe('thrown value of type string');
  });

  it('keeps its cause, its details and the wait that it asks for', () => {
    const cause = new Error('reset');
    const error = new RetryableError('BUSY', 'busy', { status: 429 }, 1500, { cause });
    expect(error).toMatchObject({ cause, details: { status: 429 }, retryAfterMs: 1500 });
  });
});
