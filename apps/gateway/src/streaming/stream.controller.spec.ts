import { type Message, TicketReceived, TicketResolved } from '@mesh/contracts';
import { factIdOf } from '@mesh/kernel';
import { InboxReceiver, MessagingRuntime } from '@mesh/messaging';
import { WorkerDatabase } from '@mesh/persistence';
import { messageFrom, waitFor } from '@mesh/testing';
import { ADMIN_KEY, type Gateway, startGateway } from '../../test/start-gateway';

let gateway: Gateway;
beforeAll(async () => {
  gateway = await startGateway({ STREAM_HEARTBEAT_MS: '200', STREAM_MAX_READERS: '3' });
}, 60_000);
afterAll(() => gateway.stop());

const created = async () => String((await gateway.ask('POST', '/v1/tickets', { body: 'Hello?' })).body['id']);

const factOf = (ticketId: string, sequence: number): Message => {
  const extra = { id: factIdOf(ticketId, sequence), sequence };
  const common = { ticketId, turn: 1, actor: { kind: 'system', id: 'supervisor' } } as const;
  const draft =
    sequence === 1
      ? TicketReceived.draft(ticketId, { ...common, status: 'triaging', channel: 'api' }, extra)
      : TicketResolved.draft(ticketId, { ...common, status: 'resolved', outcome: 'assumed' }, extra);
  return messageFrom(draft);
};
const happen = async (ticketId: string, ...sequences: number[]) => {
  const app = gateway.service.app;
  const facts = sequences.map((sequence) => factOf(ticketId, sequence));
  await new InboxReceiver(app.get(WorkerDatabase, { strict: false }), 'gateway').receive(facts);
  app.get(MessagingRuntime, { strict: false }).wake();
};

/** Reads a stream in the background. */
async function listen(path: string, lastEventId?: string) {
  const leaving = new AbortController();
  const response = await fetch(`${gateway.base}${path}`, {
    signal: leaving.signal,
    headers: { authorization: `Bearer ${ADMIN_KEY}`, ...(lastEventId && { 'last-event-id': lastEventId }) },
  });
  const heard = { text: '', over: false };
  const reading = (async () => {
    for await (const chunk of response.body ?? []) heard.text += Buffer.from(chunk as Uint8Array).toString('utf8');
  })();
  reading.then(
    () => (heard.over = true),
    () => (heard.over = true),
  );
  const ids = () => [...heard.text.matchAll(/^id: (.+)$/gm)].map((match) => match[1]);
  return { response, heard, ids, leave: () => leaving.abort() };
}

describe('when somebody listens to a ticket', () => {
  it('hears what happened before and what happens then, in order', async () => {
    const id = await created();
    await happen(id, 1);
    const stream = await listen(`/v1/tickets/${id}/stream`);
    expect(stream.response.headers.get('content-type')).toContain('text/event-stream');
    await waitFor('the first fact', () => stream.ids().length === 1);
    await happen(id, 2);
    await waitFor('the second fact', () => stream.ids().length === 2);
    expect(stream.ids()).toEqual(['1', '2']);
    expect(stream.heard.text).toContain('event: resolved');
    stream.leave();
  });

  it('goes on behind the last event that was heard', async () => {
    const id = await created();
    await happen(id, 1, 2);
    const stream = await listen(`/v1/tickets/${id}/stream`, '1');
    await waitFor('the fact that was missed', () => stream.ids().length === 1);
    expect(stream.ids()).toEqual(['2']);
    stream.leave();
  });

  it('says from time to time that it is still here', async () => {
    const stream = await listen(`/v1/tickets/${await created()}/stream`);
    await waitFor('a heartbeat', () => stream.heard.text.includes(': still here'));
    stream.leave();
  });

  it('answers 404 for a ticket that is not there', async () => {
    const { status } = await gateway.ask('GET', '/v1/tickets/00000000-0000-7000-8000-000000000000/stream');
    expect(status).toBe(404);
  });
});

describe('when somebody listens to the whole tenant', () => {
  it('hears each fact once, from now on, and can go on later', async () => {
    const [first, second] = [await created(), await created()];
    const stream = await listen('/v1/stream');
    await waitFor('the stream', () => stream.heard.text.includes('retry'));
    await Promise.all([happen(first, 1, 2), happen(second, 1, 2)]);
    await waitFor('four facts', () => stream.ids().length === 4);
    stream.leave();
    const resumed = await listen('/v1/stream', stream.ids()[1]);
    await waitFor('the other two', () => resumed.ids().length === 2);
    expect(resumed.ids()).toEqual(stream.ids().slice(2));
    resumed.leave();
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
