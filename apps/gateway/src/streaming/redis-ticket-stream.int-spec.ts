/* Needs the program `redis-server`, which the layer that has a REDIS_URL brings along: here it is killed. */
import { ConfigSource, RedisConfig } from '@mesh/config';
import { MemoryConfig, type RedisSessionStore, SessionStore, openRedisSessions } from '@mesh/memory';
import { Logger, Metrics } from '@mesh/observability';
import { RedisServer, waitFor } from '@mesh/testing';
import { EventStream } from '../../test/event-stream';
import { ADMIN_KEY, type Gateway, startGateway } from '../../test/start-gateway';
import { happen } from '../../test/ticket-facts';
import { ticketStreamContract } from '../../test/ticket-stream.contract';
import { SharedTicketStream } from './shared-ticket-stream';

let server: RedisServer;
beforeAll(async () => {
  server = await RedisServer.start();
});
afterAll(() => server.remove());

describe('the ticket stream of two gateways on one Redis', () => {
  const stores: RedisSessionStore[] = [];
  const streams: SharedTicketStream[] = [];
  afterEach(() => {
    for (const stream of streams.splice(0)) stream.onModuleDestroy();
    for (const store of stores.splice(0)) store.onApplicationShutdown();
  });

  const open = async (): Promise<SharedTicketStream> => {
    const source = new ConfigSource({ REDIS_URL: server.url });
    const store = await openRedisSessions(source.read(RedisConfig), source.read(MemoryConfig), Logger.silent());
    await waitFor('Redis', async () => (await store.health()).status === 'up');
    const stream = new SharedTicketStream(store, 60_000, new Metrics('gateway', { withProcess: false }));
    stores.push(store);
    streams.push(stream);
    return stream;
  };

  ticketStreamContract(async () => ({ here: await open(), there: await open() }));
});

describe('a reader on another replica than the one that applies the facts', () => {
  let here: Gateway;
  let there: Gateway;
  beforeAll(async () => {
    const replica = {
      MESH_PROFILE: 'distributed',
      INTERNAL_TOKEN_SECRET: 'a-secret-for-this-test',
      REDIS_URL: server.url,
      STREAM_POLL_MS: '500',
      STREAM_HEARTBEAT_MS: '60000',
    };
    here = await startGateway(replica);
    there = await startGateway({ ...replica, INBOX_POLL_MS: '60000' }, here.database);
  }, 60_000);
  afterAll(async () => {
    await there.stop();
    await here.stop();
  });

  const listen = (path: string) => EventStream.open(`${there.base}${path}`, { authorization: `Bearer ${ADMIN_KEY}` });
  const created = async () => {
    const ticket = { body: 'Where is my order?', customer: { id: 'ann' } };
    return String((await here.ask('POST', '/v1/tickets', ticket)).body['id']);
  };
  /** How long a fact takes from one replica to the reader on the other. */
  const delayOf = async (stream: EventStream, ticketId: string, sequence: number): Promise<number> => {
    const before = performance.now();
    const heard = stream.ids().length;
    await happen(here, ticketId, sequence);
    await waitFor('the fact', () => stream.ids().length > heard);
    return performance.now() - before;
  };

  it('hears of a fact within a second', async () => {
    const id = await created();
    const [ofTicket, ofTenant] = [await listen(`/v1/tickets/${id}/stream`), await listen('/v1/stream')];
    await delayOf(ofTicket, id, 1);
    expect(await delayOf(ofTicket, id, 2)).toBeLessThan(1_000);
    await waitFor('both facts in the stream of the tenant', () => ofTenant.ids().length === 2);
    expect(ofTicket.ids()).toEqual(['1', '2']);
    ofTicket.leave();
    ofTenant.leave();
  });

  it('F42: hears of every fact while Redis is away, and on the same stream when it is back', async () => {
    const [first, second] = [await created(), await created()];
    const stream = await listen('/v1/stream');
    await waitFor('the stream', () => stream.text.includes('retry'));
    await server.kill();
    await delayOf(stream, first, 1);
    await server.start();
    await delayOf(stream, first, 2);
    await waitFor('signals to be heard again', () => [here, there].every(hears));
    await delayOf(stream, second, 1);
    await delayOf(stream, second, 2);
    expect(new Set(stream.ids()).size).toBe(4);
    expect(stream.over).toBe(false);
    stream.leave();
  }, 30_000);
});

const hears = (gateway: Gateway): boolean => gateway.service.app.get(SessionStore, { strict: false }).hearing().up;
