import { DraftBoard } from '@mesh/memory';
import { waitFor } from '@mesh/testing';
import { EventStream } from '../../test/event-stream';
import { ADMIN_KEY, type Gateway, startGateway } from '../../test/start-gateway';
import { happen } from '../../test/ticket-facts';

let gateway: Gateway;
beforeAll(async () => {
  gateway = await startGateway({ STREAM_HEARTBEAT_MS: '200', STREAM_MAX_READERS: '3' });
}, 60_000);
afterAll(() => gateway.stop());

const TICKET = { body: 'Hello?', customer: { id: 'ann' } };
const created = async () => String((await gateway.ask('POST', '/v1/tickets', TICKET)).body['id']);

const listen = (path: string, lastEventId?: string, key = ADMIN_KEY) => {
  const headers = new Headers({ authorization: `Bearer ${key}` });
  if (lastEventId !== undefined) headers.set('last-event-id', lastEventId);
  return EventStream.open(`${gateway.base}${path}`, headers);
};

describe('when somebody listens to a ticket', () => {
  it('hears what happened before and what happens then, in order', async () => {
    const id = await created();
    await happen(gateway, id, 1);
    const stream = await listen(`/v1/tickets/${id}/stream`);
    expect(stream.response.headers.get('content-type')).toContain('text/event-stream');
    await waitFor('the first fact', () => stream.ids().length === 1);
    await happen(gateway, id, 2);
    await waitFor('the second fact', () => stream.ids().length === 2);
    expect(stream.ids()).toEqual(['1', '2']);
    expect(stream.text).toContain('event: resolved');
    stream.leave();
  });

  it('goes on behind the last event that was heard', async () => {
    const id = await created();
    await happen(gateway, id, 1, 2);
    const stream = await listen(`/v1/tickets/${id}/stream`, '1');
    await waitFor('the fact that was missed', () => stream.ids().length === 1);
    expect(stream.ids()).toEqual(['2']);
    stream.leave();
  });

  it('says from time to time that it is still here', async () => {
    const stream = await listen(`/v1/tickets/${await created()}/stream`);
    await waitFor('a heartbeat', () => stream.text.includes(': still here'));
    stream.leave();
  });

  it('answers 404 for a ticket that is not there', async () => {
    const { status } = await gateway.ask('GET', '/v1/tickets/00000000-0000-7000-8000-000000000000/stream');
    expect(status).toBe(404);
  });
});

describe('when a model writes a reply', () => {
  const show = (ticketId: string, text: string, stepId = ticketId) =>
    gateway.service.app.get(DraftBoard, { strict: false }).show('default', { ticketId, turn: 1, stepId, text });

  it('is seen by those who may see drafts, of the ticket that they listen to', async () => {
    const [mine, other] = [await created(), await created()];
    const stream = await listen(`/v1/tickets/${mine}/stream`);
    await waitFor('the draft', () => {
      show(other, 'Of another ticket');
      show(mine, 'Open the page');
      return stream.text.includes('draft_progress');
    });
    expect(stream.text).toContain(`data: {"ticketId":"${mine}","turn":1,"text":"Open the page"}`);
    expect(stream.text).not.toContain('Of another ticket');
    expect(stream.ids()).toEqual([]);
    stream.leave();
  });

  it('is not seen while its tenant has switched that off, from seconds after that on', async () => {
    const id = await created();
    const stream = await listen(`/v1/tickets/${id}/stream`);
    const seen = () => stream.text.split('draft_progress').length - 1;
    let n = 0;
    const next = () => show(id, `Draft number ${(n += 1)}`);
    await waitFor('the first draft', () => {
      next();
      return seen() > 0;
    });
    await gateway.ask('PUT', '/v1/feature-flags', { overrides: { 'draft-streaming': false } });
    await waitFor('silence', async () => {
      const before = seen();
      for (let times = 0; times < 5; times += 1) next();
      await new Promise((resolve) => setTimeout(resolve, 50));
      return seen() === before;
    });
    await gateway.ask('PUT', '/v1/feature-flags', { overrides: {} });
    const silent = seen();
    await waitFor('drafts again', () => {
      next();
      return seen() > silent;
    });
    stream.leave();
  });

  it('is not seen by those who only post tickets', async () => {
    const id = await created();
    const { body } = await gateway.ask('POST', '/v1/api-keys', { name: 'web form', role: 'submitter' });
    const stream = await listen(`/v1/tickets/${id}/stream`, undefined, String(body['key']));
    const watcher = await listen(`/v1/tickets/${id}/stream`);
    await waitFor('the draft', () => {
      show(id, 'Open the page');
      return watcher.text.includes('draft_progress');
    });
    await waitFor('a heartbeat', () => stream.text.includes(': still here'));
    expect(stream.text).not.toContain('draft_progress');
    for (const one of [stream, watcher]) one.leave();
  });
});

describe('when somebody listens to the whole tenant', () => {
  it('hears each fact once, from now on, and can go on later', async () => {
    const [first, second] = [await created(), await created()];
    const stream = await listen('/v1/stream');
    await waitFor('the stream', () => stream.text.includes('retry'));
    await Promise.all([happen(gateway, first, 1, 2), happen(gateway, second, 1, 2)]);
    await waitFor('four facts', () => stream.ids().length === 4);
    stream.leave();
    const resumed = await listen('/v1/stream', stream.ids()[1]);
    await waitFor('the other two', () => resumed.ids().length === 2);
    expect(resumed.ids()).toEqual(stream.ids().slice(2));
    resumed.leave();
  });

  it('hears nothing of what was before, while an older transaction is still under way', async () => {
    await gateway.database.query('BEGIN');
    try {
      await gateway.database.query('SELECT pg_current_xact_id()');
      const id = await created();
      await happen(gateway, id, 1);
      const watcher = await listen(`/v1/tickets/${id}/stream`);
      await waitFor('the fact before', () => watcher.ids().length === 1);
      watcher.leave();
      const stream = await listen('/v1/stream');
      await waitFor('the stream', () => stream.text.includes('retry'));
      await happen(gateway, id, 2);
      await gateway.database.query('COMMIT');
      await waitFor('the fact after', () => stream.ids().length > 0);
      expect(stream.text).toContain('event: resolved');
      expect(stream.ids()).toHaveLength(1);
      stream.leave();
    } finally {
      await gateway.database.query('COMMIT');
    }
  });

  it('takes no more readers than it can serve', async () => {
    const streams = [];
    for (let n = 0; n < 3; n += 1) {
      streams.push(await waitFor('a free place', () => listen('/v1/stream').then((one) => one.response.ok && one)));
    }
    expect(await gateway.ask('GET', '/v1/stream')).toMatchObject({ status: 503, body: { code: 'STREAMS_EXHAUSTED' } });
    for (const stream of streams) stream.leave();
  });
});

it('ends the streams when the service stops', async () => {
  const own = await startGateway();
  const response = await fetch(`${own.base}/v1/stream`, { headers: { authorization: `Bearer ${ADMIN_KEY}` } });
  const whole = response.text();
  await own.stop();
  expect(await whole).toContain('retry:');
}, 60_000);
