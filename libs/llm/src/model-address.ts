import type { LlmSettings } from './llm.config';

const OPENAI = 'https://api.openai.com/v1';
/** Servers without keys, such as Ollama, take any; the SDK insists on one. */
const NO_KEY = 'none';

/** A model and where it is asked. */
export interface ModelAddress {
  readonly model: string;
  readonly baseUrl: string;
  readonly apiKey: string;
}

/** The models in the order in which they are asked. A key goes only to the server that it was given for. */
export function modelAddresses(settings: LlmSettings): readonly [ModelAddress, ...ModelAddress[]] {
  const first = addressOf(settings, settings.LLM_MODEL);
  const fallbacks = (settings.LLM_FALLBACKS ?? '').split(',').filter(Boolean);
  return [first, ...fallbacks.map((entry) => addressOf(settings, entry))];
}

/** The same server as the first model. */
export const embeddingAddress = (settings: LlmSettings): ModelAddress | undefined =>
  settings.LLM_EMBEDDING_MODEL === undefined ? undefined : addressOf(settings, settings.LLM_EMBEDDING_MODEL);

function addressOf(settings: LlmSettings, entry: string): ModelAddress {
  const at = entry.indexOf('@');
  const own = settings.OPENAI_BASE_URL ?? OPENAI;
  if (at < 0) return { model: entry, baseUrl: own, apiKey: settings.OPENAI_API_KEY ?? NO_KEY };
  return { model: entry.slice(0, at), baseUrl: entry.slice(at + 1), apiKey: settings.LLM_FALLBACK_API_KEY ?? NO_KEY };
}
