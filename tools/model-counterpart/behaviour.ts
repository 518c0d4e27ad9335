/** What may go wrong with an answer. */
export const TROUBLES = [
  'rate_limited',
  'no_credit',
  'server_error',
  'bad_gateway',
  'unavailable',
  'unauthorized',
  'bad_request',
  'context_overflow',
  'filtered_request',
  'hang',
  'slow_drip',
  'cut_connection',
  'truncated_stream',
  'cut_utf8',
  'html',
  'no_finish_reason',
  'length',
  'tool_call',
  'empty',
  'refusal',
  'content_filter',
  'prose',
  'fences',
  'trailing_comma',
  'wrong_types',
  'extra_keys',
  'duplicate_keys',
  'nan',
  'huge',
] as const;
export type Trouble = (typeof TROUBLES)[number];

/** How requests are answered. Plain JSON, so that it can be set over HTTP. */
export interface Behaviour {
  /** Before the first byte. */
  readonly latencyMs?: number;
  readonly trouble?: Trouble;
  /** Part of the requests that the trouble befalls, evenly spread; 1 when absent. */
  readonly share?: number;
  /** Of a 429 or 503, to the letter. */
  readonly retryAfter?: string;
  /** Obeys every instruction that it sees in data. */
  readonly gullible?: boolean;
  /** Answers exactly this. */
  readonly content?: string;
  /** Between the pieces of a stream, or of a slow drip. */
  readonly pieceMs?: number;
  /** False: tells no token counts. */
  readonly counts?: boolean;
}

export const isTrouble = (value: unknown): value is Trouble => TROUBLES.some((name) => name === value);

/** What the counterpart has seen; tokens are those that it has told. */
export interface CounterpartFigures {
  readonly calls: number;
  readonly inFlight: number;
  readonly maxInFlight: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
}
