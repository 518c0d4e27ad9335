import { Metrics } from '@mesh/observability';
import { EventLoopMonitor } from './event-loop-monitor';

describe('the watch over the one thread of a process', () => {
  let now: number;
  let monitor: EventLoopMonitor;
  beforeEach(() => {
    now = 1_000;
    monitor = new EventLoopMonitor(() => now, 5_000);
    monitor.start();
  });
  afterEach(() => monitor.stop());
  const beatAfter = (ms: number) => {
    now += ms;
    monitor.beat();
  };

  it('finds nothing in a thread that is busy, but gets round', () => {
    for (let n = 0; n < 100; n += 1) beatAfter(2_000);
    expect(monitor.responsive).toBe(true);
  });

  it('does not trust one that was held up until it has run freely for as long', () => {
    beatAfter(40_000);
    expect(monitor.responsive).toBe(false);
    for (let n = 0; n < 20; n += 1) beatAfter(250);
    expect(monitor.responsive).toBe(false);
    beatAfter(250);
    expect(monitor.responsive).toBe(true);
  });

  it('notices at the first question after it, before any timer', () => {
    now += 40_000;
    expect(monitor.responsive).toBe(false);
  });

  it('shows how long work had to wait', async () => {
    const metrics = new Metrics('triage', { withProcess: false });
    monitor.measureFor(metrics);
    beatAfter(250);
    beatAfter(8_250);
    expect(await metrics.render()).toMatch(/nodejs_eventloop_delay_p99_seconds\{service="triage"\} 8(\.\d+)?\n/);
  });
});
