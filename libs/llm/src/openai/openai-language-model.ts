import { MeshError, RetryableError, TerminalError, codeOf } from '@mesh/kernel';
import { currentCorrelation } from '@mesh/observability';
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
  type StreamPart,
} from '../language-model.port';
import type { LlmObserver } from '../llm-observer';
import { RestoringStream } from '../privacy/restoring-stream';
import type { CallSlots } from '../resilience/call-slots';
import { withinStep } from '../resilience/within-step';
import { EmbeddingBatches } from './embedding-batches';
import type { OpenAiEndpoint } from './openai-endpoint';
import { Question, type QuestionLimits } from './question';
import { type TokenCount, incomplete, textOfReply, tokensOfReply } from './read-reply';
import { StreamReader } from './read-stream';
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
}

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

  async complete<T>(request: CompletionRequest<T>, signal: AbortSignal): Promise<Completion<T>> {
    const tally = new UsageTally();
    return this.inTurn(signal, tally, async (within) => {
      const question = new Question(request, this.limits);
      return this.firstOf((endpoint) => this.answerOf(question, request, { endpoint, signal: within, tally }), within);
    });
  }

  async *stream(request: Omit<CompletionRequest<string>, 'schema'>, signal: AbortSignal): AsyncGenerator<StreamPart> {
    signal.throwIfAborted();
    this.parts.guard.check(currentCorrelation() ?? {});
    const release = await this.parts.slots.take();
    const clock = new StreamClock({ totalMs: this.limits.callTimeoutMs, idleMs: this.limits.streamIdleMs }, signal);
    try {
      const question = new Question(request, this.limits);
      const open = await this.firstOf((endpoint) => openStream(endpoint, question, clock.signal), clock.signal);
      yield* this.pieces(open, question, clock);
    } finally {
      clock.stop();
      release();
    }
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
    work: (within: AbortSignal) => Promise<T>,
  ): Promise<T> {
    this.parts.guard.check(currentCorrelation() ?? {});
    try {
      return await withinStep(this.limits.stepDeadlineMs, signal, async (within) => {
        const release = await this.parts.slots.take();
        try {
          within.throwIfAborted();
          return await work(within);
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
  private async firstOf<T>(ask: (endpoint: OpenAiEndpoint) => Promise<T>, signal: AbortSignal): Promise<T> {
    let last: unknown;
    for (const endpoint of this.parts.endpoints) {
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

  private async textOf(body: ReturnType<Question['body']>, work: Work): Promise<string> {
    const { endpoint, signal } = work;
    return this.parts.observer.watch(endpoint.address.model, async () => {
      const reply: unknown = await endpoint.call(
        (client, within) =>
          client.chat.completions.create({ ...body, messages: [...body.messages] }, { signal: within }),
        signal,
      );
      this.charge(work, tokensOfReply(reply) ?? estimated(body, reply));
      return textOfReply(reply);
    });
  }

  private async *pieces(
    { endpoint, chunks }: OpenStream,
    question: Question,
    clock: StreamClock,
  ): AsyncGenerator<StreamPart> {
    const { model } = endpoint.address;
    const reader = new StreamReader();
    const restoring = new RestoringStream(question.mask);
    const tally = new UsageTally();
    try {
      for await (const chunk of chunks) {
        clock.tick();
        const text = restoring.push(reader.read(chunk));
        if (text !== '') yield { kind: 'text', text };
      }
      clock.signal.throwIfAborted();
      const whole = question.mask.restoreText(reader.end());
      const rest = restoring.flush();
      if (rest !== '') yield { kind: 'text', text: rest };
      this.charge({ endpoint, tally }, reader.tokens ?? estimated(question.body(model), reader.soFar));
      yield { kind: 'done', completion: { answer: whole, model, usage: tally.total } };
    } catch (error) {
      clock.signal.throwIfAborted();
      if (tally.total.calls === 0)
        this.charge({ endpoint, tally }, reader.tokens ?? estimated(question.body(model), reader.soFar));
      throw error instanceof MeshError ? error : incomplete('cut', error);
    }
  }

  private charge({ endpoint, tally }: Pick<Work, 'endpoint' | 'tally'>, tokens: TokenCount): void {
    const { model } = endpoint.address;
    const costUsd = this.parts.prices.costOf(model, tokens.inputTokens, tokens.outputTokens);
    const usage = { calls: 1, ...tokens, costUsd };
    tally.add(usage);
    this.parts.guard.charge(currentCorrelation() ?? {}, costUsd);
    this.parts.observer.used(model, usage);
  }
}

interface OpenStream {
  readonly endpoint: OpenAiEndpoint;
  readonly chunks: AsyncIterable<unknown>;
}

/** The stream outlives the call that opened it, so it hears its own clock and not the call's deadline. */
async function openStream(endpoint: OpenAiEndpoint, question: Question, signal: AbortSignal): Promise<OpenStream> {
  const body = question.body(endpoint.address.model);
  const chunks = await endpoint.call(
    (client) =>
      client.chat.completions.create(
        { ...body, messages: [...body.messages], stream: true, stream_options: { include_usage: true } },
        { signal },
      ),
    signal,
  );
  return { endpoint, chunks };
}

/** For servers that do not count. */
const estimated = (body: unknown, reply: unknown): TokenCount => ({
  inputTokens: estimateTokens(JSON.stringify(body)),
  outputTokens: estimateTokens(JSON.stringify(reply ?? '')),
});
