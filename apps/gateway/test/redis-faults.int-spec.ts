/* Needs the program `redis-server`, which the layer that has a REDIS_URL brings along: here it is broken. */
import { SessionStore } from '@mesh/memory';
import { RedisServer, TcpProxy, waitFor } from '@mesh/testing';
import { Redis } from 'ioredis';
import { EventStream } from './event-stream';
import { ADMIN_KEY, type Gateway, startGateway } from './start-gateway';
import { happen } from './ticket-facts';

/** A ticket must be accepted within this, whatever Redis does; far more than it takes, for a busy machine. */
const INTAKE_LIMIT_MS = 2_000;
const PATIENCE_MS = 30_000;
const RECONNECT_LIMIT_MS = 10_000;

const startOn = (redisUrl: string) =>
  startGateway({
    MESH_PROFILE: 'distributed',
    INTERNAL_TOKEN_SECRET: 'a-secret-for-this-test',
    REDIS_URL: redisUrl,
    STREAM_POLL_MS: '200',
  });

/** A gateway in use: its tickets come with a key that is limited, so that every part that knows Redis is asked. */
class GatewayInUse {
  private constructor(
    readonly gateway: Gateway,
    private readonly key: string,
  ) {}

  static async on(redisUrl: string): Promise<GatewayInUse> {
    const gateway = await startOn(redisUrl);
    const { body } = await gateway.ask('POST', '/v1/api-keys', { name: 'shop', role: 'submitter', tier: 'premium' });
    return new GatewayInUse(gateway, String(body['key']));
  }

  async post(customer = 'ann') {
    const before = performance.now();
    const ticket = { body: 'Where is my order?', customer: { id: customer } };
    const answer = await this.gateway.ask('POST', '/v1/tickets', ticket, { authorization: `Bearer ${this.key}` });
    const remaining = Number(answer.headers.get('ratelimit-remaining'));
    return { id: String(answer.body['id']), status: answer.status, remaining, ms: performance.now() - before };
  }

  /** The value of a metric, 0 when it was never set. */
  async metric(name: string, label = ''): Promise<number> {
    const line = new RegExp(`^${name}\\{.*${label}.*\\} (\\d+)$`, 'm').exec(
      await this.gateway.service.metrics.render(),
    );
    return Number(line?.[1] ?? 0);
  }

  /** Every part works with Redis again: counts are shared, sessions are written, signals are heard. */
  async isWhole(): Promise<boolean> {
    const written = await this.metric('mesh_session_writes_total', 'written');
    const { status } = await this.post();
    expect(status).toBe(202);
    return (
      (await this.metric('mesh_throttling_degraded')) === 0 &&
      (await this.metric('mesh_session_writes_total', 'written')) > written &&
      this.gateway.service.app.get(SessionStore, { strict: false }).hearing().up
    );
  }

  listen = () => EventStream.open(`${this.gateway.base}/v1/stream`, { authorization: `Bearer ${ADMIN_KEY}` });
}

describe('a gateway whose Redis fails', () => {
  let server: RedisServer;
  let admin: Redis;
  let shop: GatewayInUse;
  beforeAll(async () => {
    server = await RedisServer.start();
    admin = new Redis(server.url);
    admin.on('error', () => undefined);
    shop = await GatewayInUse.on(server.url);
  }, 60_000);
  afterAll(async () => {
    await shop.gateway.stop();
    admin.disconnect();
    await server.remove();
  });
  beforeEach(async () => {
    await waitFor('everything to work', () => shop.isWhole());
  }, PATIENCE_MS);

  const accepted = async (times: number): Promise<string[]> => {
    const ids: string[] = [];
    for (let n = 0; n < times; n += 1) {
      const { id, status, ms } = await shop.post();
      expect(status).toBe(202);
      expect(ms).toBeLessThan(INTAKE_LIMIT_MS);
      ids.push(id);
    }
    return ids;
  };
  const readable = async (ids: readonly string[]) => {
    for (const id of ids) expect((await shop.gateway.ask('GET', `/v1/tickets/${id}`)).status).toBe(200);
  };

  it(
    'F40: loses sessions and counts when it is emptied, and nothing else',
    async () => {
      const stream = await shop.listen();
      await waitFor('the stream', () => stream.text.includes('retry'));
      const [ticket = ''] = await accepted(1);
      const before = await shop.post();
      await admin.flushall();
      const after = await shop.post();
      expect(after.status).toBe(202);
      expect(after.remaining).toBeGreaterThan(before.remaining);
      await happen(shop.gateway, ticket, 1);
      await waitFor('the fact', () => stream.ids().length === 1);
      await readable([ticket, before.id, after.id]);
      stream.leave();
    },
    PATIENCE_MS,
  );

  it(
    'F41: takes tickets while it is full, and says what it could not write',
    async () => {
      const lost = await shop.metric('mesh_session_writes_total', 'lost');
      await admin.config('SET', 'maxmemory-policy', 'noeviction');
      await admin.config('SET', 'maxmemory', '1');
      const ids = await accepted(5);
      await waitFor('the loss to be seen', async () => (await shop.metric('mesh_session_writes_total', 'lost')) > lost);
      expect(await shop.metric('mesh_throttling_degraded')).toBe(1);
      await readable(ids);
      await admin.config('SET', 'maxmemory', '0');
    },
    PATIENCE_MS,
  );

  it(
    'F42: takes tickets as quickly as before while it is gone, and uses it again when it is back',
    async () => {
      const stream = await shop.listen();
      await waitFor('the stream', () => stream.text.includes('retry'));
      await server.kill();
      const ids = await accepted(20);
      expect(await shop.metric('mesh_throttling_degraded')).toBe(1);
      expect(await shop.metric('mesh_session_reads_total', 'away')).toBeGreaterThan(0);
      await happen(shop.gateway, ids[0] ?? '', 1);
      await waitFor('the fact', () => stream.ids().length === 1);
      await server.start();
      await waitFor('everything to work', () => shop.isWhole());
      await readable(ids);
      stream.leave();
    },
    PATIENCE_MS,
  );

  it(
    'F42: lets no request wait for long while it is silent',
    async () => {
      await admin.call('CLIENT', 'PAUSE', '6000', 'ALL');
      const answers = await Promise.all(Array.from({ length: 10 }, (_, n) => shop.post(`customer-${n}`)));
      expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([202]));
      expect(Math.max(...answers.map(({ ms }) => ms))).toBeLessThan(INTAKE_LIMIT_MS);
      await readable(answers.map(({ id }) => id));
    },
    PATIENCE_MS,
  );
});

describe('a gateway whose Redis fails over', () => {
  it('F43: finds the new primary within ten seconds, without a restart, when the old one refuses writes', async () => {
    const [old, next] = [await RedisServer.start(), await RedisServer.start()];
    const [onOld, onNext] = [new Redis(old.url), new Redis(next.url)];
    const link = await TcpProxy.start({ host: '127.0.0.1', port: old.port });
    await onNext.replicaof('127.0.0.1', old.port);
    await waitFor('the replica to follow', async () => /master_link_status:up/.test(await onNext.info('replication')));
    const shop = await GatewayInUse.on(link.through(old.url));
    await waitFor('everything to work', () => shop.isWhole());

    await onNext.replicaof('NO', 'ONE');
    await onOld.replicaof('127.0.0.1', next.port);
    link.moveTo({ host: '127.0.0.1', port: next.port });
    const before = performance.now();
    await waitFor('everything to work again', () => shop.isWhole(), RECONNECT_LIMIT_MS);
    expect(performance.now() - before).toBeLessThan(RECONNECT_LIMIT_MS);
    const clients = String(await onNext.client('LIST'));
    expect(clients).toMatch(/name=mesh-sessions/);
    expect(clients).toMatch(/name=mesh-throttling/);

    await shop.gateway.stop();
    await link.close();
    for (const client of [onOld, onNext]) client.disconnect();
    for (const server of [old, next]) await server.remove();
  }, 60_000);
});
