import { waitFor } from '@mesh/testing';
import { WorkingBench, orderOf } from './working-bench';

jest.setTimeout(60_000);

describe('a service process among others of its kind', () => {
  let bench: WorkingBench;
  beforeEach(async () => {
    bench = await WorkingBench.open();
  });
  afterEach(() => bench.close());

  it('F03: is replaced under load, each one ending with 0, and no message is lost or done twice', async () => {
    const ids: string[] = [];
    let loading = true;
    const load = (async () => {
      while (loading) {
        ids.push(...(await bench.deliver(orderOf(), orderOf(), orderOf())));
        await bench.untilFewerAreOpen(30);
      }
    })();
    let old = bench.start();
    await old.ready();
    for (let round = 0; round < 3; round += 1) {
      const next = bench.start();
      await next.ready();
      expect(await old.stop()).toBe(0);
      old = next;
    }
    loading = false;
    await load;
    const effects = await bench.untilDone(ids);
    expect(ids.length).toBeGreaterThan(100);
    expect([...effects.values()].filter((times) => times !== 1)).toEqual([]);
    expect(await old.stop()).toBe(0);
  });

  it('F04: ends by its own deadline although a handler hangs, and the work is redone elsewhere once', async () => {
    const hanging = bench.start({ WHEN_TOLD: 'wait', DRAIN_DEADLINE_MS: '500' });
    await hanging.ready();
    const [told] = await bench.deliver(orderOf(true));
    await waitFor('the work to hang', () => hanging.logged('told') > 0);
    const stopped = performance.now();
    expect(await hanging.stop()).toBe(0);
    expect(performance.now() - stopped).toBeLessThan(5_000);
    const [row] = await bench.database.query('SELECT status FROM research.inbox');
    expect(row).toEqual({ status: 'open' });
    await bench.start().ready();
    expect(await bench.untilDone([told ?? ''])).toEqual(new Map([[told, 1]]));
  });

  it('F12: whose thread is blocked does not live, and its work is redone elsewhere, once', async () => {
    const blocked = bench.start({ WHEN_TOLD: 'block:6500' });
    await blocked.ready();
    expect(await blocked.ask('/health/live')).toMatchObject({ status: 200 });
    const [told] = await bench.deliver(orderOf(true));
    await waitFor('the thread to be blocked', () => blocked.logged('told') > 0);
    const probe = blocked.ask('/health/live', 1_000);
    const other = bench.start();
    await expect(probe).rejects.toThrow(/timeout/);
    const firstAnswer = waitFor('it to answer again', () => blocked.ask('/health/live', 500).catch(() => undefined));
    await other.ready();
    const others = await bench.deliver(...Array.from({ length: 20 }, () => orderOf()));
    await bench.untilDone([told ?? '', ...others]);
    expect(await firstAnswer).toMatchObject({
      status: 503,
      body: expect.stringContaining('EVENT_LOOP_HELD_UP') as string,
    });
    const metrics = await blocked.ask('/metrics');
    expect(Number(/^nodejs_eventloop_delay_p99_seconds\{.*\} (\S+)/m.exec(metrics.body)?.[1])).toBeGreaterThan(1);
    expect(await blocked.stop()).toBe(0);
    expect(await other.stop()).toBe(0);
    expect([...(await bench.effects()).values()]).toEqual(Array.from({ length: 21 }, () => 1));
  });
});
