import { Logger, METRICS, Metrics } from '@mesh/observability';
import { ThrottlerStorageService } from '@nestjs/throttler';
import { DegradingThrottlerStorage } from './degrading-throttler-storage';

/** A storage that is there or not, and counts how often it is asked. */
class ScriptedStorage {
  asked = 0;
  isAway = false;
  closed = false;

  increment() {
    this.asked += 1;
    const record = { totalHits: 100, timeToExpire: 60, isBlocked: false, timeToBlockExpire: 0 };
    return this.isAway ? Promise.reject(new Error('away')) : Promise.resolve(record);
  }

  close(): void {
    this.closed = true;
  }
}

describe('the count of requests when its shared storage fails', () => {
  const lines: string[] = [];
  const logger = Logger.create({
    service: 'gateway',
    level: 'info',
    destination: { write: (line: string) => void lines.push(line) },
  });
  const metrics = new Metrics('gateway', { withProcess: false });
  const shared = new ScriptedStorage();
  let now = 0;
  const storage = new DegradingThrottlerStorage(shared, new ThrottlerStorageService(), { logger, metrics }, () => now);
  afterAll(() => storage.onApplicationShutdown());

  const hits = async () => (await storage.increment('a', 60_000, 10, 60_000, 'default')).totalHits;
  const degraded = async () => {
    const line = new RegExp(`^${METRICS.throttlingDegraded}\\{.*\\} (\\d)$`, 'm');
    return Number(line.exec(await metrics.render())?.[1]);
  };

  it('F42: goes on in this process at once, says so once, and comes back', async () => {
    expect([await hits(), await degraded()]).toEqual([100, 0]);
    shared.isAway = true;
    expect([await hits(), await hits(), await hits()]).toEqual([1, 2, 3]);
    expect(await degraded()).toBe(1);
    expect(shared.asked).toBe(2);
    now = 1_500;
    await Promise.all([hits(), hits(), hits()]);
    expect(shared.asked).toBe(3);
    expect(lines.filter((line) => line.includes('throttling.degraded'))).toHaveLength(1);
    shared.isAway = false;
    now = 3_000;
    expect([await hits(), await hits(), await degraded()]).toEqual([100, 100, 0]);
    expect(lines.filter((line) => line.includes('throttling.shared'))).toHaveLength(1);
  });

  it('closes its connection with the service', () => {
    storage.onApplicationShutdown();
    expect(shared.closed).toBe(true);
  });
});
