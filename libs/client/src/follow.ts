import { EventSourceParserStream } from 'eventsource-parser/stream';
import { type MeshProblem, problemOf } from './mesh-problem';

export interface StreamEvent {
  /** Where to resume; events that are not kept, such as words of a draft, have none. */
  readonly id?: string;
  /** Name of the fact, such as `triaged`. */
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>>;
}

export interface FollowOptions {
  /** The `id` after which to begin. Default: a ticket from its beginning, a tenant from now. */
  readonly lastEventId?: string;
  readonly signal?: AbortSignal;
}

const RETRY_MS = 2_000;

/** Where a reader is, and how long it waits before it comes back. */
interface Place {
  lastEventId: string | undefined;
  retryMs: number;
}

/**
 * Events of a stream, over as many connections as it takes.
 * @throws MeshProblem when it is refused for good; while the mesh is away or busy it is asked again
 */
export async function* follow(
  url: string,
  headers: Readonly<Record<string, string>>,
  { lastEventId, signal }: FollowOptions,
): AsyncGenerator<StreamEvent, void> {
  const place: Place = { lastEventId, retryMs: RETRY_MS };
  while (signal?.aborted !== true) {
    const response = await unlessBroken(fetch(url, { headers: resuming(headers, place), ...(signal && { signal }) }));
    if (response?.ok === true) yield* eventsOf(response, place);
    await pause(await untilNext(response, place), signal);
  }
}

const resuming = (headers: Readonly<Record<string, string>>, { lastEventId }: Place): Record<string, string> =>
  lastEventId === undefined ? { ...headers } : { ...headers, 'last-event-id': lastEventId };

/** Until the connection ends, however it ends. */
async function* eventsOf(response: Response, place: Place): AsyncGenerator<StreamEvent, void> {
  const parser = new EventSourceParserStream({ onRetry: (ms) => (place.retryMs = ms) });
  const reader = response.body?.pipeThrough(new TextDecoderStream()).pipeThrough(parser).getReader();
  if (!reader) return;
  try {
    for (;;) {
      const next = await unlessBroken(reader.read());
      if (next?.value === undefined) return;
      const { id, event: type = 'message', data } = next.value;
      if (id !== undefined) place.lastEventId = id;
      yield { ...(id === undefined ? {} : { id }), type, data: JSON.parse(data) as StreamEvent['data'] };
    }
  } finally {
    await unlessBroken(reader.cancel());
  }
}

async function untilNext(response: Response | undefined, { retryMs }: Place): Promise<number> {
  if (!response || response.ok) return retryMs;
  const problem = await problemOf(response);
  if (!passes(problem)) throw problem;
  return Math.max(retryMs, (problem.retryAfterSeconds ?? 0) * 1_000);
}

const passes = ({ status }: MeshProblem): boolean => status === 429 || status >= 500;

/** As `fetch` says that a connection failed, or that the caller has left it. */
const BROKEN: readonly unknown[] = ['TypeError', 'AbortError'];

/** Undefined where the connection, not what it carries, is at fault, or where the caller has left. */
async function unlessBroken<Value>(work: Promise<Value>): Promise<Value | undefined> {
  try {
    return await work;
  } catch (error) {
    if (BROKEN.includes((error as { readonly name?: unknown }).name)) return undefined;
    throw error;
  }
}

function pause(ms: number, signal: AbortSignal | undefined): Promise<void> {
  if (signal?.aborted === true) return Promise.resolve();
  return new Promise((resolve) => {
    const end = (): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    signal?.addEventListener('abort', end);
  });
}
