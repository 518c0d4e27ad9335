import { CRASH_POINTS } from '@mesh/messaging';
import { crashRun, crashWhileRating } from '../../../tools/crash-run/crash-run';

jest.setTimeout(600_000);

/** The same sequence in every run, so that a failure can be looked at again. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

describe('killed with 200 tickets under way', () => {
  it('loses no ticket and sends nothing twice: ten times at random, once at each crash point', async () => {
    const verdict = await crashRun({ kills: 10, tickets: 200, crashPoints: CRASH_POINTS, random: seeded(20261121) });
    expect(verdict).toMatchObject({
      verdict: 'pass',
      lost: 0,
      duplicateEffects: 0,
      orderViolations: 0,
      nonTerminal: 0,
      examples: [],
    });
    expect(verdict.accepted).toBeGreaterThanOrEqual(200 + CRASH_POINTS.length * 12);
    expect(verdict.ended).toBe(verdict.accepted);
  });
});

describe('killed when ratings were sent on and nobody has noted it', () => {
  it('counts each of them once', async () => {
    expect(await crashWhileRating()).toMatchObject({ verdict: 'pass', duplicateEffects: 0, examples: [] });
  });

  it('is seen to fail when the inbox accepts duplicates', async () => {
    const { verdict, duplicateEffects } = await crashWhileRating({ TEST_INBOX_CHECK: 'false' });
    expect(verdict).toBe('fail');
    expect(duplicateEffects).toBeGreaterThan(0);
  });
});
