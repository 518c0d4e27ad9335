import { CRASH_POINTS } from '@mesh/messaging';
import { crashRun } from '../../../tools/crash-run/crash-run';

jest.setTimeout(600_000);

const ATTEMPTS = 5;

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

  /** Whether a death leaves a duplicate behind is a matter of milliseconds, so there may be several attempts. */
  it('is seen to fail when the inbox accepts duplicates', async () => {
    const verdicts: string[] = [];
    while (!verdicts.includes('fail') && verdicts.length < ATTEMPTS) {
      const { verdict } = await crashRun({
        kills: 0,
        tickets: 0,
        crashPoints: Array.from({ length: 4 }, () => 'after_relay_send_before_mark'),
        random: seeded(7 + verdicts.length),
        environment: { TEST_INBOX_CHECK: 'false' },
      });
      verdicts.push(verdict);
    }
    expect(verdicts).toContain('fail');
  });
});
