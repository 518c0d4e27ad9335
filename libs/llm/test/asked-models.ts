import { ConfigSource } from '@mesh/config';
import { type Clock, SystemClock } from '@mesh/kernel';
import { Logger, Metrics } from '@mesh/observability';
import { z } from 'zod';
import { createLanguageModel } from '../src/create-language-model';
import type { CompletionRequest, LanguageModel } from '../src/language-model.port';
import type { SharedLimits } from '../src/limits/shared-limits.port';
import { LlmConfig } from '../src/llm.config';

export interface AskedModel {
  readonly model: LanguageModel;
  readonly metrics: Metrics;
}

/** A model behind a server of the test, with short waits. */
export function askedModel(
  baseUrl: string,
  settings: Record<string, string> = {},
  clock: Clock = new SystemClock(),
  limits?: SharedLimits,
): AskedModel {
  const source = new ConfigSource({
    OPENAI_BASE_URL: baseUrl,
    LLM_MODEL: 'first',
    LLM_CALL_TIMEOUT_MS: '10000',
    LLM_STEP_DEADLINE_MS: '20000',
    LLM_STREAM_IDLE_MS: '10000',
    LLM_RETRY_FIRST_MS: '5',
    LLM_RETRY_AFTER_CAP_MS: '300',
    LLM_BREAKER_OPEN_MS: '200',
    LLM_PRICES: 'first=1/4,second=10/20',
    ...settings,
  });
  const metrics = new Metrics('test', { withProcess: false });
  const model = createLanguageModel(source.read(LlmConfig), clock, { metrics, logger: Logger.silent(), limits });
  return { model, metrics };
}

export const Colour = z.strictObject({ colour: z.enum(['red', 'green']), shade: z.number().int() });
export type Colour = z.output<typeof Colour>;
export const GREEN: Colour = { colour: 'green', shade: 3 };

/** A question with a short answer. */
export const aQuestion = (more: Partial<CompletionRequest<Colour>> = {}): CompletionRequest<Colour> => ({
  task: 'name_colour',
  instructions: 'Name the colour of the thing.',
  data: [{ name: 'thing', value: 'grass' }],
  schema: Colour,
  ...more,
});

export const never = new AbortController().signal;
