import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConfigSource } from '@mesh/config';
import { Logger } from '@mesh/observability';
import { ModelCounterpart, type TestDatabase, testDatabase, waitFor } from '@mesh/testing';
import { aTask } from '../../solution/test/samples';
import { Mesh } from './mesh';
import { SERVICES } from './services';

// Several servers share the machine.
jest.setTimeout(60_000);

const KEY = 'an-admin-key-only-for-these-tests';
const NEEDED = ['gateway', 'solution'];

interface ServerEvent {
  readonly type: string;
  readonly data: Record<string, unknown>;
}

/** The events of a body, as they come. */
async function* eventsOf(response: Response): AsyncGenerator<ServerEvent> {
  let text = '';
  for await (const piece of response.body ?? []) {
    text += Buffer.from(piece as Uint8Array).toString();
    const frames = text.split('\n\n');
    text = frames.pop() ?? '';
    for (const frame of frames) {
      const [, type, data] = /^event: (\w+)\ndata: (.*)$/.exec(frame) ?? [];
      if (type !== undefined && data !== undefined) yield { type, data: JSON.parse(data) as Record<string, unknown> };
    }
  }
}

async function all(response: Response): Promise<ServerEvent[]> {
  const events: ServerEvent[] = [];
  for await (const event of eventsOf(response)) events.push(event);
  return events;
}

describe('an agent that is tried out over the API', () => {
  const model = new ModelCounterpart();
  let database: TestDatabase;
  let mesh: Mesh;
  let url: string;
  beforeAll(async () => {
    await model.start();
    const services = SERVICES.filter(({ name }) => NEEDED.includes(name));
    database = await testDatabase(services.map(({ name, migrations }) => ({ schema: name, migrations })));
    const source = new ConfigSource({
      DATABASE_API_URL: database.urls.api,
      DATABASE_WORKER_URL: database.urls.worker,
      // A busy machine, not the limit, is what would be tested.
      DATABASE_ACQUIRE_TIMEOUT_MS: '20000',
      DATABASE_WORKER_ACQUIRE_TIMEOUT_MS: '20000',
      DATA_DIR: mkdtempSync(join(tmpdir(), 'mesh-trial-')),
      MESH_ADMIN_KEY: KEY,
      PORT: '0',
      MANAGEMENT_PORT: '0',
      OPENAI_BASE_URL: model.url,
      LLM_MODEL: 'remote',
      LLM_RETRIES: '0',
    });
    mesh = await Mesh.start({ services, source, loggerOf: () => Logger.silent() });
    const api = (await mesh.listen()).find(({ surface }) => surface === 'api');
    url = `http://127.0.0.1:${api?.port ?? 0}`;
  }, 120_000);
  afterAll(async () => {
    await mesh.stop();
    await model.stop();
    await database.drop();
  });
  beforeEach(() => model.reset());

  const execute = (input: unknown, accept: string, signal?: AbortSignal): Promise<Response> =>
    fetch(`${url}/v1/agents/solution/execute`, {
      method: 'POST',
      headers: { authorization: `Bearer ${KEY}`, 'content-type': 'application/json', accept },
      body: JSON.stringify({ input }),
      ...(signal ? { signal } : {}),
    });

  /** Rows that the whole mesh keeps of messages. */
  const stored = async (): Promise<number> => {
    const counts = NEEDED.flatMap((schema) => ['inbox', 'outbox'].map((table) => `SELECT 1 FROM ${schema}.${table}`));
    return (await database.query(counts.join(' UNION ALL '))).length;
  };

  it('answers as JSON unless events are asked for', async () => {
    const response = await execute(aTask(), 'application/json, text/event-stream;q=0.5');
    expect(await response.json()).toMatchObject({
      result: { citations: expect.any(Array) as unknown },
      work: { actor: { id: 'solution', model: 'remote' } },
    });
  });

  it('shows a reply as the model writes it, then the result; nothing is stored or sent', async () => {
    model.standing = { pieceMs: 5 };
    const response = await execute(aTask(), 'text/event-stream');
    expect(response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
    const events = await all(response);
    const texts = events.filter(({ type }) => type === 'draft_progress').map(({ data }) => String(data['text']));
    expect(events.map(({ type }) => type)).toEqual(['started', ...texts.map(() => 'draft_progress'), 'result']);
    expect(texts.length).toBeGreaterThan(2);
    const lengths = texts.map((text) => text.length);
    expect(lengths).toEqual([...lengths].sort((left, right) => left - right));
    expect(events.at(-1)?.data).toMatchObject({ work: { actor: { model: 'remote' } } });
    expect(await stored()).toBe(0);
  });

  it('says as an event why it failed', async () => {
    model.next({ trouble: 'refusal' });
    const events = await all(await execute(aTask(), 'text/event-stream'));
    expect(events.map(({ type }) => type)).toEqual(['started', 'error']);
    expect(events[1]?.data).toMatchObject({
      status: 422,
      code: 'LLM_REFUSED',
      correlationId: expect.any(String) as string,
    });
  });

  it('refuses an input that it does not understand before the first event', async () => {
    const response = await execute({ conversation: 1 }, 'text/event-stream');
    expect(response.status).toBe(400);
    expect(response.headers.get('content-type')).toContain('application/problem+json');
    expect(await response.json()).toMatchObject({ code: 'VALIDATION_FAILED' });
  });

  it('lets the model go when the reader leaves', async () => {
    model.standing = { pieceMs: 200 };
    const leaving = new AbortController();
    const response = await execute(aTask(), 'text/event-stream', leaving.signal);
    for await (const { type } of eventsOf(response)) if (type === 'draft_progress') break;
    expect(model.seen.inFlight).toBe(1);
    leaving.abort();
    await waitFor('the model to be left alone', () => model.seen.inFlight === 0);
    const after = model.seen.calls;
    expect(after).toBe(1);
  });

  it('tells over the API how it is built in', async () => {
    const response = await fetch(`${url}/v1/agents/solution`, { headers: { authorization: `Bearer ${KEY}` } });
    expect(await response.json()).toMatchObject({
      available: true,
      builtIn: {
        adapters: ['remote', 'local'],
        models: { models: ['remote'] },
        promptVersion: 'v1',
        promptVersions: ['v1'],
      },
    });
  });

  it('does not hold up a stop', async () => {
    model.standing = { trouble: 'hang' };
    const response = await execute(aTask(), 'text/event-stream');
    const reading = all(response);
    await waitFor('the model to be asked', () => model.seen.inFlight === 1);
    const begun = performance.now();
    await mesh.stop();
    expect(performance.now() - begun).toBeLessThan(20_000);
    expect((await reading)[0]?.type).toBe('started');
  });
});
