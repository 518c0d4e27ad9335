import type { LlmSettings } from './llm.config';

const OPENAI = 'https://api.openai.com/v1';
/** Servers without keys, such as Ollama, take any; the SDK insists on one. */
const NO_KEY = 'none';

/** A model and where it is asked. */
export interface ModelAddress {
  readonly model: string;
  readonly baseUrl: string;
  /** Asked before each call, so that a rotated key counts. */
  readonly apiKey: () => Promise<string>;
}

/** The keys of providers as they are now. */
export interface ProviderKeys {
  readonly own: () => Promise<string | undefined>;
  readonly fallback: () => Promise<string | undefined>;
}

/** The keys as they were when the settings were read. */
export const keysOf = (settings: LlmSettings): ProviderKeys => ({
  own: () => Promise.resolve(settings.OPENAI_API_KEY),
  fallback: () => Promise.resolve(settings.LLM_FALLBACK_API_KEY),
});

/** The models in the order in which they are asked. A key goes only to the server that it was given for. */
export function modelAddresses(settings: LlmSettings, keys: ProviderKeys): readonly [ModelAddress, ...ModelAddress[]] {
  const first = addressOf(settings, keys, settings.LLM_MODEL);
  const fallbacks = (settings.LLM_FALLBACKS ?? '').split(',').filter(Boolean);
  return [first, ...fallbacks.map((entry) => addressOf(settings, keys, entry))];
}

/** The same server as the first model. */
export const embeddingAddress = (settings: LlmSettings, keys: ProviderKeys): ModelAddress | undefined =>
  settings.LLM_EMBEDDING_MODEL === undefined ? undefined : addressOf(settings, keys, settings.LLM_EMBEDDING_MODEL);

function addressOf(settings: LlmSettings, keys: ProviderKeys, entry: string): ModelAddress {
  const at = entry.indexOf('@');
  const own = settings.OPENAI_BASE_URL ?? OPENAI;
  if (at < 0) return { model: entry, baseUrl: own, apiKey: async () => (await keys.own()) ?? NO_KEY };
  const apiKey = async () => (await keys.fallback()) ?? NO_KEY;
  return { model: entry.slice(0, at), baseUrl: entry.slice(at + 1), apiKey };
}
