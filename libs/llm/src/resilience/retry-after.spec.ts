import { retryAfterMs } from './retry-after';

const now = new Date('2026-05-04T08:00:00Z');

describe('the wait that a server asks for', () => {
  it.each([
    [{ 'retry-after': '3' }, 3_000],
    [{ 'retry-after': '0.25' }, 250],
    [{ 'retry-after': 'Mon, 04 May 2026 08:01:00 GMT' }, 60_000],
    [{ 'retry-after': 'Mon, 04 May 2026 07:00:00 GMT' }, 0],
    [{ 'retry-after-ms': '120', 'retry-after': '9' }, 120],
    [{ 'retry-after': 'soon' }, undefined],
    [{ 'retry-after': '-5' }, undefined],
    [{}, undefined],
  ])('%j is %s ms', (headers, wait) => {
    expect(retryAfterMs(new Headers(headers as Record<string, string>), now)).toBe(wait);
  });
});
