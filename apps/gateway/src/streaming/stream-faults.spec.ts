import { waitFor } from '@mesh/testing';
import { EventStream } from '../../test/event-stream';
import { ADMIN_KEY, type Gateway, startGateway } from '../../test/start-gateway';

const PLACES = 5;
const ROUNDS = 20;

let gateway: Gateway;
beforeAll(async () => {
  gateway = await startGateway({
    STREAM_HEARTBEAT_MS: '200',
    STREAM_MAX_AGE_MS: '2000',
    STREAM_MAX_READERS: String(PLACES),
  });
}, 60_000);
afterAll(() => gateway.stop());

const bearer = (key: string) => ({ authorization: `Bearer ${key}` });
const listen = (key = ADMIN_KEY) => EventStream.open(`${gateway.base}/v1/stream`, bearer(key));
const seated = () =>
  waitFor('a free place', async () => {
    const one = await listen();
    return one.response.ok && one;
  });

describe('F93: a stream opens only for a token of the tenant, in the header, that still holds', () => {
  it.each(['', 'Bearer', 'Bearer of-nobody'])('is refused with the authorization %p', async (authorization) => {
    expect(await gateway.ask('GET', '/v1/stream', undefined, { authorization })).toMatchObject({ status: 401 });
  });

  it.each(['token', 'access_token', 'authorization'])('is refused with the token in the query as %s', async (name) => {
    const path = `/v1/stream?${name}=${encodeURIComponent(ADMIN_KEY)}`;
    expect(await gateway.ask('GET', path, undefined, { authorization: '' })).toMatchObject({ status: 401 });
  });

  it('is over at its greatest age, and stays away from one whose key was taken back meanwhile', async () => {
    const { body } = await gateway.ask('POST', '/v1/api-keys', { name: 'a watcher', role: 'approver' });
    const stream = await listen(String(body['key']));
    expect(stream.response.status).toBe(200);
    expect((await gateway.ask('DELETE', `/v1/api-keys/${String(body['id'])}`)).status).toBeLessThan(300);
    await waitFor('the end', () => stream.over);
    expect((await listen(String(body['key']))).response.status).toBe(401);
  });
});

describe('F95: readers that come and go leave nothing behind', () => {
  it('has every place free again', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const streams = await Promise.all(Array.from({ length: PLACES }, seated));
      for (const stream of streams) stream.leave();
    }
    const streams = await Promise.all(Array.from({ length: PLACES }, seated));
    expect(await gateway.ask('GET', '/v1/stream')).toMatchObject({ status: 503 });
    for (const stream of streams) stream.leave();
  }, 60_000);
});
