import { codeOf } from '@mesh/kernel';
import { Logger, METRICS, Metrics } from '@mesh/observability';
import type { Usage } from './language-model.port';

/** Counts calls, tokens and costs by model; a log line for each model that could not answer. */
export class LlmObserver {
  private readonly calls;
  private readonly seconds;
  private readonly tokens;
  private readonly cost;
  private readonly inFlight;

  constructor(
    metrics: Metrics,
    private readonly logger: Logger,
  ) {
    this.calls = metrics.counter(METRICS.llmCalls, 'Calls of remote models by result', ['model', 'result']);
    this.seconds = metrics.histogram(METRICS.llmDuration, 'Time of one call of a remote model', ['model']);
    this.tokens = metrics.counter(METRICS.llmTokens, 'Tokens of remote models', ['model', 'direction']);
    this.cost = metrics.counter(METRICS.llmCost, 'Cost of remote models in US dollars', ['model']);
    this.inFlight = metrics.gauge(METRICS.llmInFlight, 'Calls of remote models in hand', ['model']);
  }

  /** Runs one call under the eyes of the metrics. */
  async watch<T>(model: string, call: () => Promise<T>): Promise<T> {
    const startedAt = performance.now();
    this.inFlight.inc({ model });
    try {
      const result = await call();
      this.calls.inc({ model, result: 'answered' });
      return result;
    } catch (error) {
      this.calls.inc({ model, result: codeOf(error).toLowerCase() });
      throw error;
    } finally {
      this.inFlight.dec({ model });
      this.seconds.observe({ model }, (performance.now() - startedAt) / 1000);
    }
  }

  used(model: string, { inputTokens, outputTokens, costUsd }: Usage): void {
    this.tokens.inc({ model, direction: 'input' }, inputTokens);
    this.tokens.inc({ model, direction: 'output' }, outputTokens);
    this.cost.inc({ model }, costUsd);
  }

  gaveUpOn(model: string, error: unknown): void {
    this.logger.warn('llm_model_gave_no_answer', { model, code: codeOf(error) });
  }
}
