import { ModelCounterpart, waitFor } from '@mesh/testing';
import { GREEN, aQuestion, askedModel, never } from '../../test/asked-models';

describe('what is known of models', () => {
  const server = new ModelCounterpart();
  beforeAll(() => server.start());
  afterAll(() => server.stop());

  it('is how the calls to each of them went, and whether its breaker lets any through', async () => {
    server.answering = () => GREEN;
    const { model } = askedModel(server.url, { LLM_FALLBACKS: 'second', LLM_RETRIES: '0', OPENAI_API_KEY: 'canary' });
    const { host } = new URL(server.url);
    const [first, second] = [`first at ${host}`, `second at ${host}`];
    expect(model.externalServices()).toEqual([
      { kind: 'model', name: first, state: 'unknown' },
      { kind: 'model', name: second, state: 'unknown' },
    ]);

    server.next({ trouble: 'server_error' });
    await model.complete(aQuestion(), never);
    expect(model.externalServices()).toMatchObject([
      { name: first, state: 'failing', breaker: 'closed', lastError: 'LLM_UNAVAILABLE' },
      { name: second, state: 'ok', breaker: 'closed', latencyMs: expect.any(Number) as number },
    ]);

    server.standing = { trouble: 'server_error' };
    await waitFor('the breaker to open', async () => {
      await model.complete(aQuestion(), never).catch(() => undefined);
      return model.externalServices()[0]?.state === 'left_alone';
    });
    expect(model.externalServices()[0]).toMatchObject({ breaker: 'open' });
    expect(JSON.stringify(model.externalServices())).not.toContain('canary');
  });

  it('blames no model for a refusal', async () => {
    server.reset();
    const { model } = askedModel(server.url);
    server.next({ trouble: 'refusal' });
    await expect(model.complete(aQuestion(), never)).rejects.toMatchObject({ code: 'LLM_REFUSED' });
    expect(model.externalServices()[0]).not.toHaveProperty('lastError', expect.any(String));
  });
});
