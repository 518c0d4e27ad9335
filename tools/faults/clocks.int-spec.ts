import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { InternalTokens } from '@mesh/bootstrap';
import { type DatabaseUrls, WorkerDatabase } from '@mesh/persistence';
import { waitFor } from '@mesh/testing';
import { PostgresNode } from './postgres-node';
import { type Effect, deliver, note, prepareLedger, readEffects, readInbox } from './test/ledger';
import { TIMER_AFTER_MS, isRung, rungBy } from './test/ledger-messages';
import { LedgerProcess } from './test/ledger-process';

const PATIENCE_MS = 120_000;
const MINUTE = 60_000;
const KEYS = ['a', 'b', 'c', 'd', 'e', 'f'];
const VERSIONS = 10;
/** How late a timer may ring on a busy machine: far less than any of the shifts. */
const LATE_MS = 30_000;

describe('F09: a service whose clock is wrong', () => {
  let node: PostgresNode;
  let urls: DatabaseUrls;
  let straight: LedgerProcess;
  let shifted: LedgerProcess;
  let worker: WorkerDatabase;
  const file = path.join(mkdtempSync(path.join(tmpdir(), 'mesh-clock-')), 'offset');
  const setClock = async (offset: number) => {
    writeFileSync(file, String(offset));
    await waitFor('the clock to be set', () => shifted.logged('clock.set').at(-1)?.['offset'] === offset);
  };
  beforeAll(async () => {
    writeFileSync(file, String(5 * MINUTE));
    node = await PostgresNode.create();
    urls = await prepareLedger(node);
    worker = await WorkerDatabase.open(urls.worker, 2, 'clock-test');
    const preload = [path.join(__dirname, 'shift-clock.cjs')];
    [straight, shifted] = await Promise.all([
      LedgerProcess.start(urls),
      LedgerProcess.start(urls, { preload, environment: { CLOCK_OFFSET_FILE: file } }),
    ]);
  }, PATIENCE_MS);
  afterAll(async () => {
    await Promise.all([straight.stop(), shifted.stop()]);
    await worker.close();
    await node.remove();
  }, PATIENCE_MS);

  const timerTook = (effects: readonly Effect[], rung: Effect): number => {
    const setter = effects.find(({ key, version }) => key === rung.key && rungBy(version) === rung.version);
    return rung.at.getTime() - (setter?.at.getTime() ?? Number.NaN);
  };

  it(
    'F09: keeps order, timers and leases, 5 minutes ahead, after a jump of an hour, and back again',
    async () => {
      let delivered = 0;
      for (const offset of [5 * MINUTE, 60 * MINUTE, -5 * MINUTE]) {
        await setClock(offset);
        for (let n = 0; n < VERSIONS; n += 1) {
          delivered += 1;
          await deliver(worker, ...KEYS.map((key) => note(key, delivered)));
        }
        const done = async () => (await readInbox(node)).every(({ status }) => status === 'done');
        await waitFor('everything to be worked off, timers too', done, 60_000);
      }
      const effects = await readEffects(node);
      const rung = effects.filter(({ version }) => isRung(version));
      for (const key of KEYS) {
        const versions = effects.filter((effect) => effect.key === key && !isRung(effect.version));
        expect(versions.map(({ version }) => version)).toEqual(Array.from({ length: delivered }, (_, n) => n + 1));
      }
      expect(rung).toHaveLength((KEYS.length * delivered) / 5);
      for (const effect of rung) {
        expect(timerTook(effects, effect)).toBeGreaterThanOrEqual(TIMER_AFTER_MS);
        expect(timerTook(effects, effect)).toBeLessThan(TIMER_AFTER_MS + LATE_MS);
      }
      expect(new Set(effects.map(({ by }) => by))).toEqual(new Set([straight.pid, shifted.pid]));
      // No lease ran out early by anybody's clock: each row was taken by one worker, once.
      expect((await readInbox(node)).filter(({ claims }) => claims !== 1)).toEqual([]);
    },
    PATIENCE_MS,
  );

  it('F09: measures no negative time', async () => {
    const samples = (await shifted.metrics()).split('\n').filter((line) => line !== '' && !line.startsWith('#'));
    expect(samples.length).toBeGreaterThan(50);
    expect(samples.filter((line) => / (-\d|NaN)/.test(line))).toEqual([]);
  });
});

describe('F09: a token between services', () => {
  const tokens = new InternalTokens('internal-token-secret-of-the-tests');
  const caller = {
    tenantId: 'default',
    role: 'submitter',
    actorId: 'gateway',
    correlationId: 'correlation-1',
  } as const;
  afterEach(() => jest.useRealTimers());

  /** Signed now, checked by a clock that is ahead. */
  const checkedAhead = async (ms: number) => {
    const token = await tokens.sign(caller, 'research');
    jest.useFakeTimers({
      now: Date.now() + ms,
      doNotFake: ['nextTick', 'setImmediate', 'setTimeout', 'queueMicrotask'],
    });
    return tokens.verify(token, 'research');
  };

  it('F09: holds when the clocks differ by a few seconds, and no longer than a minute', async () => {
    expect(await checkedAhead(4_000)).toMatchObject({ tenantId: 'default' });
    await expect(checkedAhead(60_000)).rejects.toMatchObject({ status: 401 });
  });
});
