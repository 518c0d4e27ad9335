import { ConfigSource, type Environment } from '@mesh/config';
import { LlmConfig, usesRemoteModel } from './llm.config';
import { keysOf, modelAddresses } from './model-address';

const addressesOf = async (environment: Environment) => {
  const read = settings(environment);
  const addresses = modelAddresses(read, keysOf(read));
  return Promise.all(addresses.map(async (address) => ({ ...address, apiKey: await address.apiKey() })));
};
const settings = (environment: Environment) => new ConfigSource(environment).read(LlmConfig);

describe('where models are asked', () => {
  it('is nowhere without a key and an address', () => {
    expect(usesRemoteModel(settings({ LLM_MODEL: 'any' }))).toBe(false);
    expect(usesRemoteModel(settings({ OPENAI_API_KEY: 'k' }))).toBe(true);
    expect(usesRemoteModel(settings({ OPENAI_BASE_URL: 'http://localhost:11434/v1' }))).toBe(true);
  });

  it('is in the order that is configured, and no key goes to a server that it was not given for', async () => {
    const addresses = await addressesOf({
      OPENAI_API_KEY: 'first-key',
      LLM_FALLBACKS: 'small,other@https://other.example/v1',
      LLM_FALLBACK_API_KEY: 'other-key',
    });
    expect(addresses).toEqual([
      { model: 'gpt-4.1-mini', baseUrl: 'https://api.openai.com/v1', apiKey: 'first-key' },
      { model: 'small', baseUrl: 'https://api.openai.com/v1', apiKey: 'first-key' },
      { model: 'other', baseUrl: 'https://other.example/v1', apiKey: 'other-key' },
    ]);
    const [, elsewhere] = await addressesOf({ OPENAI_API_KEY: 'first-key', LLM_FALLBACKS: 'o@http://o.example' });
    expect(elsewhere?.apiKey).not.toBe('first-key');
  });

  it.each([{ LLM_FALLBACKS: 'a b' }, { LLM_PRICES: 'model=free' }, { OPENAI_BASE_URL: 'ftp://x' }])(
    'is refused where it makes no sense (%j)',
    (environment) => {
      expect(() => settings(environment)).toThrow(expect.objectContaining({ code: 'CONFIG_INVALID' }));
    },
  );
});
