import { type ConsumerSigns, Standstill, judge } from './supervision';

const LIMITS = { lookEveryMs: 1, probeEveryMs: 1, standstillMs: 100, giveUpMs: 1_000 };
const WELL: ConsumerSigns = { now: 5_000, crashed: false, aliveAt: 4_990, stuckSince: undefined, consumedAt: 4_990 };

describe('the supervision of a consumer', () => {
  it.each<[string, Partial<ConsumerSigns>, string]>([
    ['keeps one that works', {}, 'keep'],
    ['replaces one that has crashed', { crashed: true }, 'replace'],
    ['keeps one that is silent for a moment', { aliveAt: 4_900 }, 'keep'],
    ['replaces one that is silent for too long', { aliveAt: 4_899 }, 'replace'],
    ['keeps one that has only just got stuck', { stuckSince: 4_900 }, 'keep'],
    ['replaces one that fetches but moves nothing', { stuckSince: 4_899 }, 'replace'],
    ['ends the process when nothing was consumed for too long', { consumedAt: 3_999 }, 'end'],
    ['ends it rather than replace a consumer once more', { crashed: true, consumedAt: 3_999 }, 'end'],
  ])('%s', (_what, signs, verdict) => {
    expect(judge({ ...WELL, ...signs }, LIMITS)).toBe(verdict);
  });
});

describe('a standstill', () => {
  it('begins when messages lie there and nothing moves, and ends when something does', () => {
    const standstill = new Standstill();
    const seen = [
      { lag: 5, committed: 10 },
      { lag: 6, committed: 10 },
      { lag: 7, committed: 10 },
      { lag: 7, committed: 11 },
    ].map((progress, now) => {
      standstill.observe(now, progress, false);
      return standstill.since;
    });
    expect(seen).toEqual([undefined, 1, 1, undefined]);
  });

  it('lasts from its beginning, as long as somebody looks: brokers that are away are no standstill', () => {
    const standstill = new Standstill();
    for (const now of [1_000, 1_010, 1_020]) standstill.observe(now, { lag: 5, committed: 10 }, false);
    expect([1_025, 1_030, 1_031].map((now) => standstill.lastedMs(now, 10))).toEqual([15, 20, 0]);
    standstill.observe(1_040, { lag: 4, committed: 11 }, false);
    expect(standstill.lastedMs(1_041, 10)).toBe(0);
  });

  it.each([
    ['there is nothing to do', { lag: 0, committed: 10 }, false],
    ['it is known why nothing moves', { lag: 9, committed: 10 }, true],
  ])('is none when %s', (_what, progress, excused) => {
    const standstill = new Standstill();
    for (const now of [1, 2, 3]) standstill.observe(now, progress, excused);
    expect(standstill.since).toBeUndefined();
  });
});
