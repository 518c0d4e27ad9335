import type { ExternalService } from '@mesh/observability';
import type { z } from 'zod';

export type JsonValue =
  string | number | boolean | null | readonly JsonValue[] | { readonly [key: string]: JsonValue | undefined };

/**
 * Something that was written by others and is given to the model as data: delimited, masked, and shortened when it
 * does not fit. `oldest_first` and `last_first` say from which end of a list pieces are left out, down to one.
 */
export interface DataBlock {
  /** Lower case with underscores. */
  readonly name: string;
  readonly value: JsonValue;
  readonly shorten?: 'oldest_first' | 'last_first';
}

export interface CompletionRequest<T> {
  /** Name of the task and of its answer's schema, such as `draft_reply`. */
  readonly task: string;
  /** Our own words, never cut: role, rules. Nothing that anybody else wrote belongs here. */
  readonly instructions: string;
  readonly data: readonly DataBlock[];
  /** The whole answer must be of this form; objects in it should be strict. */
  readonly schema: z.ZodType<T>;
  /**
   * Called with the raw text of the answer as far as it has come, identifiers put back; another try begins anew. For
   * people who watch: nothing of it may be kept, sent or decided on. Must not throw.
   */
  readonly progress?: ((soFar: string) => void) | undefined;
  /** Where it differs from how models are configured. */
  readonly tuning?: ModelTuning | undefined;
}

export interface ModelTuning {
  /** Asked first, if it is among `models`; then the others. */
  readonly model?: string | undefined;
  readonly temperature?: number | undefined;
  readonly maxOutputTokens?: number | undefined;
}

/** How models are asked unless a request says otherwise. */
export interface ModelSettings {
  /** In the order in which they are asked. */
  readonly models: readonly string[];
  readonly temperature?: number | undefined;
  readonly contextTokens: number;
  readonly maxOutputTokens: number;
  /** Longest work on one question. */
  readonly deadlineMs: number;
}

/** What was used up, failed calls of the same piece of work included. */
export interface Usage {
  readonly calls: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly costUsd: number;
}

export interface Completion<T> {
  readonly answer: T;
  /** The model that answered. */
  readonly model: string;
  readonly usage: Usage;
}

export interface Embeddings {
  /** One vector per text, in the order of the texts, all of the same length. */
  readonly vectors: readonly (readonly number[])[];
  readonly model: string;
  readonly usage: Usage;
}

/**
 * Remote models. Nothing that is incomplete or of another form is ever given back. Identifiers of persons in the data
 * are masked before they leave the process and put back into the answer. `usage` of everything that was paid for in
 * vain stands in the `details` of the error.
 *
 * @throws TerminalError `LLM_REFUSED`, `LLM_CONTENT_FILTERED`, `LLM_CONTEXT_OVERFLOW`: no other try can help
 * @throws RetryableError `LLM_UNAVAILABLE`, `LLM_RATE_LIMITED` (with `retryAfterMs`), `LLM_TIMED_OUT`, `LLM_OVERLOADED`
 * (too many calls of our own), `LLM_NOT_ALLOWED`, `LLM_BAD_REQUEST`, `LLM_INCOMPLETE`, `LLM_EMPTY`,
 * `LLM_INVALID_OUTPUT`, `LLM_BUDGET_SPENT`
 * @throws the reason of the signal when it was the caller who gave up
 */
export abstract class LanguageModel {
  /** False when no remote model is configured; then nothing may be asked of it. */
  abstract readonly isConfigured: boolean;

  /** Undefined when no remote model is configured. */
  abstract readonly settings: ModelSettings | undefined;

  abstract complete<T>(request: CompletionRequest<T>, signal: AbortSignal): Promise<Completion<T>>;

  /** How the models are doing, as this process saw them. */
  abstract externalServices(): readonly ExternalService[];

  abstract embed(texts: readonly string[], signal: AbortSignal): Promise<Embeddings>;
}
