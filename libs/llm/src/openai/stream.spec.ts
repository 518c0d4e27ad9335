import { ModelCounterpart, type Trouble, waitFor } from '@mesh/testing';
import type { StreamPart } from '../language-model.port';
import { askedModel, never } from '../../test/asked-models';

// A test that is cut off on a busy machine would go on asking the server of the next one.
jest.setTimeout(60_000);

const server = new ModelCounterpart();
// Loaded ahead, so that no deadline of a test runs meanwhile.
beforeAll(() => Promise.all([server.start(), import('openai'), import('cockatiel')]));
afterAll(() => server.stop());
const TEXT = 'Open the page "Billing" and choose Export — it is done. Grüße!';
beforeEach(() => {
  server.reset();
  server.answering = () => TEXT;
});

const request = { task: 'say', instructions: 'Say it.', data: [{ name: 'thing', value: 'Write to ada@example.com.' }] };

async function read(settings: Record<string, string> = {}, signal = never) {
  const parts: StreamPart[] = [];
  let fault: unknown;
  try {
    for await (const part of askedModel(server.url, settings).model.stream(request, signal)) parts.push(part);
  } catch (error) {
    fault = error;
  }
  return { parts, fault, text: parts.map((part) => (part.kind === 'text' ? part.text : '')).join('') };
}

describe('an answer that comes in pieces', () => {
  it('is whole at the end, with what it cost', async () => {
    const { parts, text } = await read();
    expect(text).toBe(TEXT);
    expect(parts.length).toBeGreaterThan(3);
    const { inputTokens, outputTokens } = server.seen;
    expect(parts.at(-1)).toMatchObject({
      kind: 'done',
      completion: { answer: TEXT, model: 'first', usage: { inputTokens, outputTokens } },
    });
  });

  it('has its identifiers put back, wherever a piece ends', async () => {
    server.answering = ({ data }) => `${String(data['thing'])} [sic] ${String(data['thing'])} [`;
    const { text } = await read();
    expect(JSON.stringify(server.questions[0]?.body)).not.toContain('ada@');
    expect(text).toBe('Write to ada@example.com. [sic] Write to ada@example.com. [');
  });

  it('goes to the next model when the first one does not begin', async () => {
    server.next({ trouble: 'bad_request' });
    const { parts } = await read({ LLM_FALLBACKS: 'second' });
    expect(parts.at(-1)).toMatchObject({ completion: { model: 'second' } });
  });

  it('frees its place when the reader leaves', async () => {
    server.standing = { pieceMs: 20 };
    const { model } = askedModel(server.url, { LLM_MAX_CONCURRENT: '1', LLM_MAX_QUEUED: '0' });
    for await (const part of model.stream(request, never)) if (part.kind === 'text') break;
    await waitFor('the stream to be hung up', () => server.seen.inFlight === 0);
    server.standing = {};
    const parts: StreamPart[] = [];
    for await (const part of model.stream(request, never)) parts.push(part);
    expect(parts.at(-1)?.kind).toBe('done');
  });
});

describe('F52: a stream of one piece in a long while', () => {
  it('is given up when it is silent for too long', async () => {
    server.standing = { trouble: 'slow_drip', pieceMs: 5_000 };
    const { fault } = await read({ LLM_STREAM_IDLE_MS: '150' });
    expect(fault).toMatchObject({ code: 'LLM_TIMED_OUT', details: { limit: 'idle' } });
    await waitFor('the stream to be hung up', () => server.seen.inFlight === 0);
  });

  it('is given up when it goes on for too long', async () => {
    server.standing = { pieceMs: 100 };
    const { fault } = await read({ LLM_CALL_TIMEOUT_MS: '350' });
    expect(fault).toMatchObject({ code: 'LLM_TIMED_OUT', details: { limit: 'total' } });
  });

  it('is given up before it begins', async () => {
    server.standing = { trouble: 'hang' };
    expect((await read({ LLM_STREAM_IDLE_MS: '150' })).fault).toMatchObject({ code: 'LLM_TIMED_OUT' });
  });
});

describe('F54: a stream that breaks off', () => {
  it.each<Trouble>(['no_finish_reason', 'length', 'truncated_stream', 'cut_utf8', 'tool_call'])(
    'never says that it is done (%s)',
    async (trouble) => {
      server.standing = { trouble };
      const { parts, fault } = await read();
      expect(parts.some(({ kind }) => kind === 'done')).toBe(false);
      expect(fault).toMatchObject({ code: 'LLM_INCOMPLETE' });
    },
  );

  it('F56: by a refusal is a refusal', async () => {
    server.standing = { trouble: 'refusal' };
    expect((await read()).fault).toMatchObject({ code: 'LLM_REFUSED' });
  });
});
