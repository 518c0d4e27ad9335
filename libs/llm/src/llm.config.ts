import { type ConfigOf, defineConfig, milliseconds, secret } from '@mesh/config';
import { z } from 'zod';

const count = (most: number) => z.coerce.number().int().min(0).max(most);
const httpUrl = () => z.url({ protocol: /^https?$/ });
const MODEL = '[^\\s,;=@]{1,80}';
const list = (item: string) => z.string().regex(new RegExp(`^${item}(?:,${item})*$`));

export const LlmConfig = defineConfig('llm', {
  OPENAI_API_KEY: secret().optional().describe('Key of the remote model; without it and OPENAI_BASE_URL there is none'),
  OPENAI_BASE_URL: httpUrl().optional().describe('Any OpenAI-compatible server; empty with a key: OpenAI itself'),
  LLM_MODEL: z
    .string()
    .regex(new RegExp(`^${MODEL}$`))
    .default('gpt-4.1-mini')
    .describe('The model that is asked first'),
  LLM_FALLBACKS: list(`${MODEL}(?:@https?://[^\\s,;]+)?`)
    .optional()
    .describe('Asked next, in this order: `model` or `model@https://other-provider/v1`, separated by commas'),
  LLM_FALLBACK_API_KEY: secret()
    .optional()
    .describe('Key of fallbacks at another address; OPENAI_API_KEY never goes there'),
  LLM_EMBEDDING_MODEL: z.string().max(80).optional().describe('Model of embeddings; empty: none are made remotely'),
  LLM_STRUCTURED_OUTPUT: z
    .enum(['json_schema', 'json_object', 'none'])
    .default('json_schema')
    .describe('How the server is told the form of an answer; checked here in any case'),
  LLM_TEMPERATURE: z.coerce.number().min(0).max(2).optional().describe('Empty: not sent, as some models refuse it'),
  LLM_CONTEXT_TOKENS: count(10_000_000)
    .min(1_000)
    .default(128_000)
    .describe('What question and answer may have together'),
  LLM_MAX_OUTPUT_TOKENS: count(200_000).min(64).default(4_000).describe('Longest answer'),
  LLM_CALL_TIMEOUT_MS: milliseconds().min(10).default(30_000).describe('Longest wait for one answer'),
  LLM_STEP_DEADLINE_MS: milliseconds()
    .min(10)
    .default(40_000)
    .describe('Longest work on one question, second tries and fallbacks included; below INBOX_PREPARE_DEADLINE_MS'),
  LLM_STREAM_IDLE_MS: milliseconds().min(10).default(10_000).describe('Longest silence within a stream'),
  LLM_RETRIES: count(10).default(2).describe('Further tries of one model after a fault that may pass'),
  LLM_RETRY_FIRST_MS: milliseconds().min(1).default(250).describe('First wait before another try; doubles'),
  LLM_RETRY_AFTER_CAP_MS: milliseconds()
    .default(5_000)
    .describe('A server that asks for a longer wait is left alone, and the step is done otherwise or later'),
  LLM_MAX_CONCURRENT: count(10_000).min(1).default(128).describe('Calls of one service at once'),
  LLM_MAX_QUEUED: count(100_000).default(1_000).describe('Calls that may wait for their turn'),
  LLM_CALLS_PER_MINUTE: count(1_000_000)
    .min(1)
    .optional()
    .describe('Calls that one model gets from all replicas together, counted in Redis; empty: not bounded'),
  LLM_BREAKER_OPEN_MS: milliseconds()
    .min(10)
    .default(10_000)
    .describe('How long a model that keeps failing is left alone'),
  LLM_PRICES: list(`${MODEL}=[0-9.]+/[0-9.]+`)
    .default('gpt-4.1-mini=0.40/1.60')
    .describe('`model=input/output` in US dollars per million tokens, separated by commas; others cost nothing'),
  LLM_BUDGET_TICKET_USD: z.coerce
    .number()
    .min(0)
    .optional()
    .describe('Most that one ticket may cost, in all replicas that share a Redis'),
  LLM_BUDGET_TENANT_DAY_USD: z.coerce
    .number()
    .min(0)
    .optional()
    .describe('Most that one tenant may cost in a day (UTC), likewise'),
  LLM_BUDGET_DAY_USD: z.coerce.number().min(0).optional().describe('Most that all may cost in a day, likewise'),
  LLM_BUDGET_SAVE_FROM: z.coerce
    .number()
    .min(0)
    .max(1)
    .default(0.8)
    .describe('From this share of a budget on only the last of LLM_FALLBACKS is asked'),
});
export type LlmSettings = ConfigOf<typeof LlmConfig>;

/** Whether there is a remote model at all. */
export const usesRemoteModel = ({ OPENAI_API_KEY, OPENAI_BASE_URL }: LlmSettings): boolean =>
  OPENAI_API_KEY !== undefined || OPENAI_BASE_URL !== undefined;
