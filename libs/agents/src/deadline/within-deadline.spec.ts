import { withinDeadline } from './within-deadline';

const never = new AbortController().signal;
const endless = () => new Promise<never>(() => undefined);

describe('work with a deadline', () => {
  it('gives the result when it is in time', async () => {
    await expect(withinDeadline(1000, never, () => Promise.resolve('done'))).resolves.toBe('done');
  });

  it('is given up, and told so, when the time is over', async () => {
    let told: AbortSignal | undefined;
    const work = withinDeadline(5, never, (signal) => {
      told = signal;
      return endless();
    });
    await expect(work).rejects.toMatchObject({ code: 'DEADLINE_EXCEEDED' });
    expect(told?.aborted).toBe(true);
  });

  it('is given up for the reason for which the outer work was', async () => {
    const outer = new AbortController();
    const work = withinDeadline(60_000, outer.signal, endless);
    outer.abort(new Error('newer turn'));
    await expect(work).rejects.toThrow('newer turn');
    await expect(withinDeadline(60_000, outer.signal, endless)).rejects.toThrow('newer turn');
  });
});
