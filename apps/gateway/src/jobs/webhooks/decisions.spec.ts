import { RetryableError } from '@mesh/kernel';
import { type Lane, chooseLanes } from '../delivery/choose-lanes';
import { excerptOf } from './excerpt';
import { type Attempted, judgeAttempt } from './judge-attempt';
import { PAUSES_MS, askedPauseMs, nextAttemptAt } from '../delivery/next-attempt';

const NOW = new Date('2026-03-01T12:00:00.000Z');
const DAY_MS = 86_400_000;
const ago = (ms: number) => new Date(NOW.getTime() - ms);
const answered = (status: number, retryAfter?: string): Attempted => ({ answer: { status, excerpt: '', retryAfter } });

describe('the next attempt', () => {
  const pauseAfter = (attempts: number, retryAfter?: string, deliveryId = 'a') => {
    const next = nextAttemptAt({ deliveryId, attempts, at: NOW, retryAfter });
    return next && next.getTime() - NOW.getTime();
  };

  it.each(PAUSES_MS.map((pause, index) => [index + 1, pause]))(
    'after attempt %d is due in about %d ms, for every delivery at a time of its own',
    (attempts, pause) => {
      const pauses = ['a', 'b', 'c', 'd'].map((id) => pauseAfter(attempts, undefined, id) ?? 0);
      for (const one of pauses) expect(Math.abs(one - pause)).toBeLessThanOrEqual(pause / 5);
      expect(new Set(pauses).size).toBe(pauses.length);
      expect(pauseAfter(attempts)).toBe(pauseAfter(attempts));
    },
  );

  it('does not follow on the last one', () => {
    expect(pauseAfter(PAUSES_MS.length + 1)).toBeUndefined();
  });

  it('waits as long as the receiver asks, but never less than it would and at most a day', () => {
    expect(pauseAfter(1, '3600')).toBe(3_600_000);
    expect(pauseAfter(1, '1')).toBe(pauseAfter(1));
    expect(pauseAfter(1, '999999999')).toBe(DAY_MS);
  });

  it.each([
    ['120', 120_000],
    ['Sun, 01 Mar 2026 12:01:00 GMT', 60_000],
    ['Sun, 01 Mar 2026 11:00:00 GMT', 0],
    ['soon', 0],
    ['-5', 0],
    ['', 0],
    [undefined, 0],
  ])('reads Retry-After %p as %d ms', (text, pause) => {
    expect(askedPauseMs(text, NOW)).toBe(pause);
  });
});

describe('an attempt', () => {
  const judge = (attempted: Attempted, attempts = 1, failingSince = NOW) =>
    judgeAttempt({ deliveryId: 'a', attempts, at: NOW }, attempted, failingSince);

  it.each([200, 202, 204, 299])('that is answered with %d has arrived', (status) => {
    expect(judge(answered(status))).toEqual({ state: 'delivered', errorCode: null });
  });

  it.each([199, 301, 400, 404, 429, 500, 503])('that is answered with %d is followed by another', (status) => {
    expect(judge(answered(status))).toMatchObject({ state: 'pending', errorCode: 'WEBHOOK_REFUSED' });
  });

  it('without an answer is followed by another, and says why', () => {
    const fault = new RetryableError('WEBHOOK_TIMEOUT', 'too late');
    expect(judge({ fault })).toMatchObject({ state: 'pending', errorCode: 'WEBHOOK_TIMEOUT' });
  });

  it('is the last one when the schedule is over', () => {
    const verdict = judge(answered(500), PAUSES_MS.length + 1);
    expect(verdict).toEqual({ state: 'failed', errorCode: 'WEBHOOK_REFUSED' });
  });

  it('that is answered with 410 ends the delivery and the webhook', () => {
    expect(judge(answered(410))).toMatchObject({ state: 'failed', disabledReason: 'gone' });
  });

  it('that fails after five days of nothing but failures ends the webhook, and not before', () => {
    expect(judge(answered(500), 2, ago(5 * DAY_MS))).toMatchObject({ state: 'failed', disabledReason: 'failing' });
    expect(judge(answered(500), 2, ago(5 * DAY_MS - 1))).toMatchObject({ state: 'pending' });
    expect(judge(answered(200), 2, ago(9 * DAY_MS))).toEqual({ state: 'delivered', errorCode: null });
  });
});

describe('the lanes', () => {
  const lane = (tenantId: string, name: string): Lane => ({ tenantId, name });
  const LIMITS = { inAll: 4, perTenant: 2 };
  const chosen = (due: Lane[], open: Lane[] = [], served: [string, number][] = []) =>
    chooseLanes(due, open, new Map(served), LIMITS).map(({ name }) => name);

  it('are one per webhook', () => {
    expect(chosen([lane('a', '1'), lane('b', '2')], [lane('a', '1')])).toEqual(['2']);
  });

  it('go first to whoever was served longest ago', () => {
    const due = ['1', '2', '3', '4', '5'].map((id) => lane(id, id));
    const served: [string, number][] = [
      ['1 1', 7],
      ['2 2', 9],
      ['4 4', 8],
    ];
    expect(chosen(due, [], served)).toEqual(['3', '5', '1', '4']);
  });

  it('are bounded, for a tenant with many receivers too', () => {
    const many = ['1', '2', '3'].map((id) => lane('a', id));
    expect(chosen([...many, lane('b', '4')])).toEqual(['1', '2', '4']);
    expect(chosen(many, [lane('a', '9'), lane('a', '8')])).toEqual([]);
    const open = ['w', 'x', 'y', 'z'].map((id) => lane(id, id));
    expect(chosen(many, open)).toEqual([]);
  });
});

describe('the excerpt of an answer', () => {
  const bodyOf = (...parts: (string | Uint8Array | Error)[]) =>
    new ReadableStream<Uint8Array>({
      pull: (controller) => {
        const part = parts.shift();
        if (part === undefined) return controller.close();
        if (part instanceof Error) return controller.error(part);
        controller.enqueue(typeof part === 'string' ? new TextEncoder().encode(part) : part);
      },
    });

  it.each([
    ['is the text', [' not ', 'now '], 'not now'],
    ['has no control characters', ['a\u0000b\r\nc'], 'a b c'],
    ['is text, whatever came', [new Uint8Array([0xff, 0x41])], '\ufffdA'],
    ['goes as far as the answer came', ['half', new Error('reset')], 'half'],
    ['may be empty', [], ''],
  ])('%s', async (_what, parts, text) => {
    expect(await excerptOf(bodyOf(...parts))).toBe(text);
  });

  it('is short, and no more is read than it needs', async () => {
    let pulled = 0;
    const endless = new ReadableStream<Uint8Array>({
      pull: (controller) => {
        pulled += 1;
        controller.enqueue(new TextEncoder().encode('€'.repeat(400)));
      },
    });
    expect(await excerptOf(endless)).toBe('€'.repeat(500));
    expect(pulled).toBeLessThan(5);
    expect(await excerptOf(null)).toBe('');
  });
});
