import type { Clock } from '@mesh/kernel';
import type { Logger, Metrics } from '@mesh/observability';
import { AbsentLanguageModel } from './absent-language-model';
import { Prices } from './cost/prices';
import { SpendGuard, type SpendLimits } from './cost/spend-guard';
import type { LanguageModel } from './language-model.port';
import { memorySharedLimits } from './limits/memory-shared-limits';
import type { SharedLimits } from './limits/shared-limits.port';
import { type LlmSettings, usesRemoteModel } from './llm.config';
import { LlmObserver } from './llm-observer';
import { type ProviderKeys, embeddingAddress, keysOf, modelAddresses } from './model-address';
import { OpenAiEndpoint } from './openai/openai-endpoint';
import { type OpenAiLimits, OpenAiLanguageModel } from './openai/openai-language-model';
import { CallSlots } from './resilience/call-slots';

export interface LanguageModelParts {
  readonly metrics: Metrics;
  readonly logger: Logger;
  /** What is shared with others that ask the same models; absent: with nobody. */
  readonly limits?: SharedLimits | undefined;
  /** Where keys may change while the process runs; absent: as the settings say. */
  readonly keys?: ProviderKeys;
}

/** The remote models that the configuration names, or the one that is absent. Loads no SDK before the first call. */
export function createLanguageModel(
  settings: LlmSettings,
  clock: Clock,
  { metrics, logger, limits = memorySharedLimits(settings.LLM_CALLS_PER_MINUTE), keys }: LanguageModelParts,
): LanguageModel {
  if (!usesRemoteModel(settings)) return new AbsentLanguageModel();
  const endpoint = endpointFactory(settings, clock, limits);
  const known = keys ?? keysOf(settings);
  const [first, ...others] = modelAddresses(settings, known);
  const forEmbeddings = embeddingAddress(settings, known);
  const parts = {
    endpoints: [endpoint(first), ...others.map(endpoint)] as const,
    embeddings: forEmbeddings && endpoint(forEmbeddings),
    slots: new CallSlots({ concurrent: settings.LLM_MAX_CONCURRENT, queued: settings.LLM_MAX_QUEUED }),
    guard: new SpendGuard(clock, spendLimitsOf(settings), limits),
    prices: new Prices(settings.LLM_PRICES),
    observer: new LlmObserver(metrics, logger),
  };
  return new OpenAiLanguageModel(parts, limitsOf(settings));
}

const spendLimitsOf = (settings: LlmSettings): SpendLimits => ({
  ticketUsd: settings.LLM_BUDGET_TICKET_USD,
  tenantDayUsd: settings.LLM_BUDGET_TENANT_DAY_USD,
  dayUsd: settings.LLM_BUDGET_DAY_USD,
  saveFrom: settings.LLM_BUDGET_SAVE_FROM,
});

const endpointFactory =
  (settings: LlmSettings, clock: Clock, shared: SharedLimits) =>
  (address: ReturnType<typeof modelAddresses>[number]): OpenAiEndpoint =>
    new OpenAiEndpoint(
      address,
      {
        callTimeoutMs: settings.LLM_CALL_TIMEOUT_MS,
        retries: settings.LLM_RETRIES,
        retryFirstMs: settings.LLM_RETRY_FIRST_MS,
        retryAfterCapMs: settings.LLM_RETRY_AFTER_CAP_MS,
        breakerOpenMs: settings.LLM_BREAKER_OPEN_MS,
      },
      clock,
      shared,
    );

const limitsOf = (settings: LlmSettings): OpenAiLimits => ({
  stepDeadlineMs: settings.LLM_STEP_DEADLINE_MS,
  callTimeoutMs: settings.LLM_CALL_TIMEOUT_MS,
  streamIdleMs: settings.LLM_STREAM_IDLE_MS,
  contextTokens: settings.LLM_CONTEXT_TOKENS,
  maxOutputTokens: settings.LLM_MAX_OUTPUT_TOKENS,
  structuredOutput: settings.LLM_STRUCTURED_OUTPUT,
  temperature: settings.LLM_TEMPERATURE,
});
