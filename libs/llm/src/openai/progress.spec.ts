import { ModelCounterpart, type Trouble, waitFor } from '@mesh/testing';
import { z } from 'zod';
import { askedModel, never } from '../../test/asked-models';

// A test that is cut off on a busy machine would go on asking the server of the next one.
jest.setTimeout(60_000);

const server = new ModelCounterpart();
// Loaded ahead, so that no deadline of a test runs meanwhile.
beforeAll(() => Promise.all([server.start(), import('openai'), import('cockatiel')]));
afterAll(() => server.stop());
const ANSWER = { said: 'Open the page "Billing" and choose Export — it is done. Grüße!' };
beforeEach(() => {
  server.reset();
  server.answering = () => ANSWER;
});

/** No clock ends it: its length is what matters. */
const PATIENT = { LLM_CALL_TIMEOUT_MS: '50000', LLM_STREAM_IDLE_MS: '50000', LLM_STEP_DEADLINE_MS: '55000' };
const data = [{ name: 'thing', value: 'Write to ada@example.com.' }];
const schema = z.strictObject({ said: z.string() });

async function watched(settings: Record<string, string> = {}) {
  const shown: string[] = [];
  const progress = (soFar: string): void => void shown.push(soFar);
  const request = { task: 'say', instructions: 'Say it.', data, schema, progress };
  const outcome = await askedModel(server.url, { LLM_RETRIES: '0', ...settings })
    .model.complete(request, never)
    .then((completion) => ({ completion }))
    .catch((fault: unknown) => ({ fault }));
  return { shown, completion: undefined, fault: undefined, ...outcome };
}

describe('an answer that somebody watches while it is written', () => {
  it('is shown as it grows, and is whole at the end with what it cost', async () => {
    const { shown, completion } = await watched();
    expect(shown.length).toBeGreaterThan(3);
    for (const [index, text] of shown.entries()) expect(text.startsWith(shown[index - 1] ?? '')).toBe(true);
    expect(JSON.parse(shown.at(-1) ?? '')).toEqual(ANSWER);
    const { inputTokens, outputTokens } = server.seen;
    expect(completion).toMatchObject({ answer: ANSWER, model: 'first', usage: { inputTokens, outputTokens } });
  });

  it('has its identifiers put back, wherever a piece ends', async () => {
    server.answering = ({ data: seen }) => ({ said: `${String(seen['thing'])} [sic] ${String(seen['thing'])}` });
    const { shown } = await watched();
    expect(JSON.stringify(server.questions[0]?.body)).not.toContain('ada@');
    expect(JSON.parse(shown.at(-1) ?? '')).toEqual({
      said: 'Write to ada@example.com. [sic] Write to ada@example.com.',
    });
    expect(shown.join()).not.toContain('EMAIL_');
  });

  it('begins anew with the next model', async () => {
    server.next({ trouble: 'truncated_stream' });
    const { shown, completion } = await watched({ LLM_FALLBACKS: 'second' });
    expect(completion).toMatchObject({ answer: ANSWER, model: 'second' });
    // What had come of the first one was paid for.
    expect(completion?.usage.calls).toBe(2);
    expect(completion?.usage.outputTokens).toBeGreaterThan(server.seen.outputTokens);
    expect(JSON.parse(shown.at(-1) ?? '')).toEqual(ANSWER);
  });
});

describe('F52: a stream of one piece in a long while', () => {
  it('is given up when it is silent for too long', async () => {
    server.standing = { trouble: 'slow_drip', pieceMs: 5_000 };
    const { fault } = await watched({ LLM_STREAM_IDLE_MS: '1500' });
    expect(fault).toMatchObject({ code: 'LLM_TIMED_OUT', details: { limit: 'idle' } });
    await waitFor('the stream to be hung up', () => server.seen.inFlight === 0);
  });

  it('is given up when it goes on for too long', async () => {
    server.standing = { pieceMs: 100 };
    const { fault } = await watched({ LLM_CALL_TIMEOUT_MS: '350' });
    expect(fault).toMatchObject({ code: 'LLM_TIMED_OUT' });
    await waitFor('the stream to be hung up', () => server.seen.inFlight === 0);
  });

  it('is given up before it begins', async () => {
    server.standing = { trouble: 'hang' };
    expect((await watched({ LLM_STREAM_IDLE_MS: '150' })).fault).toMatchObject({ code: 'LLM_TIMED_OUT' });
  });
});

describe('F53: a stream that goes on beyond any answer', () => {
  it('is hung up and is no answer', async () => {
    server.standing = { trouble: 'huge' };
    const { completion, fault } = await watched(PATIENT);
    expect(completion).toBeUndefined();
    expect(fault).toMatchObject({ code: 'LLM_INVALID_OUTPUT', details: { usage: { calls: 1 } } });
    await waitFor('the stream to be hung up', () => server.seen.inFlight === 0);
  });

  it('is shown so seldom that who reads it as a whole each time has little to read', async () => {
    const said = 'x'.repeat(100_000);
    server.answering = () => ({ said });
    const { shown, completion } = await watched(PATIENT);
    expect(completion).toMatchObject({ answer: { said } });
    const read = shown.reduce((sum, soFar) => sum + soFar.length, 0);
    expect(read).toBeLessThan(said.length * 60);
  });
});

describe('F54: a stream that breaks off', () => {
  it.each<Trouble>(['no_finish_reason', 'length', 'truncated_stream', 'cut_utf8', 'tool_call'])(
    'is no answer (%s)',
    async (trouble) => {
      server.standing = { trouble };
      const { completion, fault } = await watched();
      expect(completion).toBeUndefined();
      expect(fault).toMatchObject({ code: 'LLM_INCOMPLETE' });
    },
  );

  it('F56: by a refusal is a refusal', async () => {
    server.standing = { trouble: 'refusal' };
    expect((await watched()).fault).toMatchObject({ code: 'LLM_REFUSED' });
  });
});
