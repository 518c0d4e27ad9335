import { OpenAI } from 'openai';
import { TROUBLES } from './behaviour';
import { sentencesOf } from './brain/words';
import { ModelCounterpart } from './model-counterpart';

// A test that is cut off on a busy machine would go on asking the server of the next one.
jest.setTimeout(60_000);

const server = new ModelCounterpart();
const client = () => new OpenAI({ apiKey: 'any', baseURL: server.url, maxRetries: 0 });
const messages = [{ role: 'user' as const, content: 'Hello?' }];
const control = (method: string, body?: unknown) =>
  fetch(server.url.replace('/v1', '/control'), {
    method,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });

beforeAll(() => server.start());
afterAll(() => server.stop());
beforeEach(() => server.reset());

describe('the counterpart of a model server', () => {
  it('speaks to the official client: whole, streamed, and in vectors', async () => {
    const whole = await client().chat.completions.create({ model: 'm', messages });
    expect(whole.choices[0]).toMatchObject({ finish_reason: 'stop', message: { role: 'assistant' } });
    let text = '';
    for await (const chunk of await client().chat.completions.create({ model: 'm', messages, stream: true }))
      text += chunk.choices[0]?.delta.content ?? '';
    expect(text).toBe(whole.choices[0]?.message.content);
    const { data } = await client().embeddings.create({ model: 'v', input: ['refund please', 'a refund'] });
    expect(data.map(({ embedding }) => embedding.length)).toEqual([64, 64]);
  });

  it('counts calls, and how many were in hand at once', async () => {
    server.standing = { latencyMs: 100 };
    await Promise.all([1, 2, 3].map(() => client().chat.completions.create({ model: 'm', messages })));
    expect(server.seen).toMatchObject({ calls: 3, maxInFlight: 3, inFlight: 0 });
    expect(server.seen.inputTokens).toBeGreaterThan(0);
  });

  it('fails as often as it is told to', async () => {
    server.standing = { trouble: 'unavailable', share: 0.25 };
    const ask = () =>
      client()
        .chat.completions.create({ model: 'm', messages })
        .then(
          () => 200,
          ({ status }: { status: number }) => status,
        );
    const statuses: number[] = [];
    for (let at = 0; at < 8; at += 1) statuses.push(await ask());
    expect(statuses).toEqual([200, 200, 200, 503, 200, 200, 200, 503]);
  });

  it('is scripted from another process', async () => {
    await control('PUT', { trouble: 'refusal' });
    await control('POST', [{ trouble: 'rate_limited', retryAfter: '7' }]);
    const first = await client()
      .chat.completions.create({ model: 'm', messages })
      .catch((error: { headers: Headers }) => error.headers.get('retry-after'));
    expect(first).toBe('7');
    const second = await client().chat.completions.create({ model: 'm', messages });
    expect(second.choices[0]?.message.refusal).toBeTruthy();
    expect(await (await control('GET')).json()).toMatchObject({ calls: 2, standing: { trouble: 'refusal' } });
    expect(await (await control('DELETE')).json()).toMatchObject({ calls: 0, standing: {} });
  });

  it.each([[{ trouble: 'no_such' }], ['text'], [null]])(
    'refuses a behaviour that there is none of (%j)',
    async (behaviour) => {
      expect((await control('PUT', behaviour)).status).toBe(400);
    },
  );

  it('has a name for every trouble once', () => {
    expect(new Set(TROUBLES).size).toBe(TROUBLES.length);
  });

  it('takes a text apart into sentences that stand in it, without headings', () => {
    const text = '## Reset\nOpen the page and select "Forgot password?" below. It costs 1.50 euro.\n\nDone!';
    const sentences = sentencesOf(text);
    expect(sentences).toEqual(['Open the page and select "Forgot password?" below.', 'It costs 1.50 euro.', 'Done!']);
    for (const sentence of sentences) expect(text).toContain(sentence);
  });
});
