import { RetryableError, TerminalError, codeOf } from '@mesh/kernel';
import { type ExternalService, currentCorrelation } from '@mesh/observability';
import { parseAnswer } from '../answer/parse-answer';
import { estimateTokens } from '../context/estimate-tokens';
import type { Prices } from '../cost/prices';
import type { SpendGuard } from '../cost/spend-guard';
import { UsageTally, withUsage } from '../cost/usage';
import {
  type Completion,
  type CompletionRequest,
  type Embeddings,
  LanguageModel,
  type ModelSettings,
  type ModelTuning,
} from '../language-model.port';
import type { LlmObserver } from '../llm-observer';
import { shownAnswer } from '../privacy/shown-answer';
import type { CallSlots } from '../resilience/call-slots';
import { withinStep } from '../resilience/within-step';
import type { OpenAI } from 'openai' with { 'resolution-mode': 'import' };
import { EmbeddingBatches } from './embedding-batches';
import { gatherReply } from './gather-reply';
import type { OpenAiEndpoint } from './openai-endpoint';
import { Question, type QuestionLimits } from './question';
import { type TokenCount, textOfReply, tokensOfReply } from './read-reply';
import { StreamClock } from './stream-clock';

export interface OpenAiParts {
  /** In the order in which they are asked. */
  readonly endpoints: readonly [OpenAiEndpoint, ...OpenAiEndpoint[]];
  readonly embeddings?: OpenAiEndpoint | undefined;
  readonly slots: CallSlots;
  readonly guard: SpendGuard;
  readonly prices: Prices;
  readonly observer: LlmObserver;
}

export interface OpenAiLimits extends QuestionLimits {
  readonly stepDeadlineMs: number;
  readonly callTimeoutMs: number;
  readonly streamIdleMs: number;
}

/** One answer of one model: its text and whom it cost what. */
interface Work {
  readonly endpoint: OpenAiEndpoint;
  readonly signal: AbortSignal;
  readonly tally: UsageTally;
  /** Begins to show an answer; undefined when nobody watches. */
  readonly show?: (() => (piece: string) => void) | undefined;
}

type Body = ReturnType<Question['body']>;

/** What a second look at the same question may use when the server says that it was too long. */
const SMALLER = 0.5;

/** Models behind OpenAI's protocol, at any address. */
export class OpenAiLanguageModel extends LanguageModel {
  readonly isConfigured = true;

  constructor(
    private readonly parts: OpenAiParts,
    private readonly limits: OpenAiLimits,
  ) {
    super();
  }

  get settings(): ModelSettings {
    const { temperature, contextTokens, maxOutputTokens, stepDeadlineMs: deadlineMs } = this.limits;
    const models = this.parts.endpoints.map(({ address }) => address.model);
    return { models, temperature, contextTokens, maxOutputTokens, deadlineMs };
  }

  async complete<T>(request: CompletionRequest<T>, signal: AbortSignal): Promise<Completion<T>> {
    const tally = new UsageTally();
    return this.inTurn(signal, tally, async (within, saves) => {
      const { progress, tuning } = request;
      const question = new Question(request, tuned(this.limits, tuning));
      const show = progress && (() => shownAnswer(question.mask, progress));
      return this.firstOf(
        (endpoint) => this.answerOf(question, request, { endpoint, signal: within, tally, show }),
        within,
        saves ? this.parts.endpoints.slice(-1) : this.inOrderFor(tuning?.model),
      );
    });
  }

  private inOrderFor(model: string | undefined): readonly OpenAiEndpoint[] {
    const { endpoints } = this.parts;
    const isAsked = ({ address }: OpenAiEndpoint): boolean => address.model === model;
    return [...endpoints.filter(isAsked), ...endpoints.filter((endpoint) => !isAsked(endpoint))];
  }

  externalServices(): readonly ExternalService[] {
    const { endpoints, embeddings } = this.parts;
    return [...endpoints, ...(embeddings ? [embeddings] : [])].map((endpoint) => endpoint.watch.status());
  }

  async embed(texts: readonly string[], signal: AbortSignal): Promise<Embeddings> {
    const { embeddings: endpoint, observer } = this.parts;
    if (!endpoint) throw new TerminalError('LLM_NOT_CONFIGURED', 'LLM_EMBEDDING_MODEL is not set');
    const tally = new UsageTally();
    return this.inTurn(signal, tally, async (within) => {
      const { model } = endpoint.address;
      const batches = new EmbeddingBatches(endpoint, (tokens) => this.charge({ endpoint, tally }, tokens));
      const vectors = await observer.watch(model, () => batches.vectorsOf(texts, within));
      return { vectors, model, usage: tally.total };
    });
  }

  /** Within the budget, in a free place, in time; a fault tells what was paid for in vain. */
  private async inTurn<T>(
    signal: AbortSignal,
    tally: UsageTally,
    work: (within: AbortSignal, saves: boolean) => Promise<T>,
  ): Promise<T> {
    const saves = await this.parts.guard.check(currentCorrelation() ?? {});
    try {
      return await withinStep(this.limits.stepDeadlineMs, signal, async (within) => {
        const release = await this.parts.slots.take();
        try {
          within.throwIfAborted();
          return await work(within, saves);
        } finally {
          release();
        }
      });
    } catch (error) {
      signal.throwIfAborted();
      throw withUsage(error, tally.total);
    }
  }

  /** Asks one model after the other; a refusal is an answer. */
  private async firstOf<T>(
    ask: (endpoint: OpenAiEndpoint) => Promise<T>,
    signal: AbortSignal,
    endpoints: readonly OpenAiEndpoint[],
  ): Promise<T> {
    let last: unknown;
    for (const endpoint of endpoints) {
      try {
        return await ask(endpoint);
      } catch (error) {
        if (signal.aborted || error instanceof TerminalError) throw error;
        this.parts.observer.gaveUpOn(endpoint.address.model, error);
        last = error;
      }
    }
    throw last;
  }

  private async answerOf<T>(question: Question, request: CompletionRequest<T>, work: Work): Promise<Completion<T>> {
    const { model } = work.endpoint.address;
    const { body, text } = await this.firstText(question, model, work);
    const first = parseAnswer(text, request.schema);
    const parsed = first.ok
      ? first
      : parseAnswer(await this.textOf(question.repair(body, text, first.faults), work), request.schema);
    if (!parsed.ok) throw new RetryableError('LLM_INVALID_OUTPUT', 'the answer is not of the agreed form', { model });
    const restored = request.schema.safeParse(question.mask.restore(parsed.answer as never));
    if (!restored.success)
      throw new RetryableError('LLM_INVALID_OUTPUT', 'the answer is not of the agreed form', { model });
    return { answer: restored.data, model, usage: work.tally.total };
  }

  private async firstText(question: Question, model: string, work: Work) {
    const body = question.body(model);
    try {
      return { body, text: await this.textOf(body, work) };
    } catch (error) {
      if (codeOf(error) !== 'LLM_CONTEXT_OVERFLOW') throw error;
      const smaller = question.body(model, SMALLER);
      return { body: smaller, text: await this.textOf(smaller, work) };
    }
  }

  private async textOf(body: Body, work: Work): Promise<string> {
    const { endpoint, signal, show } = work;
    return this.parts.observer.watch(endpoint.address.model, async () => {
      const reply = await endpoint.call(
        (client, within) => (show ? this.streamed(client, body, within, work, show()) : whole(client, body, within)),
        signal,
      );
      await this.charge(work, tokensOfReply(reply) ?? estimated(body, reply));
      return textOfReply(reply);
    });
  }

  /** What had come of a stream that did not end well was paid for too. */
  private async streamed(
    client: OpenAI,
    body: Body,
    signal: AbortSignal,
    work: Work,
    show: (piece: string) => void,
  ): Promise<object> {
    const clock = new StreamClock({ totalMs: this.limits.callTimeoutMs, idleMs: this.limits.streamIdleMs }, signal);
    let heard = '';
    try {
      return await gatherReply(await inPieces(client, body, clock.signal), clock, (piece) => {
        heard += piece;
        show(piece);
      });
    } catch (error) {
      if (heard !== '') await this.charge(work, estimated(body, heard));
      throw error;
    } finally {
      clock.stop();
    }
  }

  private async charge({ endpoint, tally }: Pick<Work, 'endpoint' | 'tally'>, tokens: TokenCount): Promise<void> {
    const { model } = endpoint.address;
    const costUsd = this.parts.prices.costOf(model, tokens.inputTokens, tokens.outputTokens);
    const usage = { calls: 1, ...tokens, costUsd };
    tally.add(usage);
    this.parts.observer.used(model, usage);
    await this.parts.guard.charge(currentCorrelation() ?? {}, costUsd);
  }
}

/** What the context leaves room for, never more. */
const tuned = (limits: OpenAiLimits, { temperature, maxOutputTokens }: ModelTuning = {}): OpenAiLimits => ({
  ...limits,
  ...(temperature === undefined ? {} : { temperature }),
  ...(maxOutputTokens === undefined ? {} : { maxOutputTokens: Math.min(maxOutputTokens, limits.maxOutputTokens) }),
});

const whole = (client: OpenAI, body: Body, signal: AbortSignal): Promise<unknown> =>
  client.chat.completions.create({ ...body, messages: [...body.messages] }, { signal });

const inPieces = (client: OpenAI, body: Body, signal: AbortSignal): Promise<AsyncIterable<unknown>> =>
  client.chat.completions.create(
    { ...body, messages: [...body.messages], stream: true, stream_options: { include_usage: true } },
    { signal },
  );

/** For servers that do not count. */
const estimated = (body: unknown, reply: unknown): TokenCount => ({
  inputTokens: estimateTokens(JSON.stringify(body)),
  outputTokens: estimateTokens(JSON.stringify(reply ?? '')),
});
