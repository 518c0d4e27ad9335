import { RetryableError } from '@mesh/kernel';
import { Logger } from '@mesh/observability';
import { LogLines } from '../../test/start-sample';
import { Steps } from './steps';

describe('the steps of a shutdown', () => {
  const log = new LogLines();
  const steps = new Steps(Logger.create({ service: 'triage', level: 'info', destination: log }));

  it('are taken one after the other, and it is known which one is waited for', async () => {
    const seen: (string | undefined)[] = [];
    const see = async () => {
      await Promise.resolve();
      seen.push(steps.pending);
    };
    await steps.take([
      ['requests', see],
      ['messages', see],
      ['pools', see],
    ]);
    expect([...seen, steps.pending]).toEqual(['requests', 'messages', 'pools', undefined]);
  });

  it('are taken to the end although one fails, which is logged by name and told at last', async () => {
    const closed = jest.fn();
    const failing = () => Promise.reject(new RetryableError('DATABASE_UNAVAILABLE', 'it went first'));
    const taking = steps.take([
      ['messages', failing],
      ['pools', closed],
    ]);
    await expect(taking).rejects.toMatchObject({ code: 'DATABASE_UNAVAILABLE' });
    expect(closed).toHaveBeenCalledTimes(1);
    expect(log.lines).toMatchObject([
      { event: 'shutdown.step_failed', step: 'messages', code: 'DATABASE_UNAVAILABLE' },
    ]);
  });
});
