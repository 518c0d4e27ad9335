import { MeshError, RetryableError } from '@mesh/kernel';
import { LONGEST_ANSWER } from '../answer/parse-answer';
import { incomplete } from './read-reply';
import { StreamReader } from './read-stream';
import type { StreamClock } from './stream-clock';

/**
 * The pieces of a stream as one answer, in the shape of one that comes as a whole. `show` hears each piece.
 * @throws RetryableError `LLM_INCOMPLETE` when the stream breaks off, `LLM_TIMED_OUT` when its clock ends it,
 * `LLM_INVALID_OUTPUT` when it does not end in time to be an answer
 */
export async function gatherReply(
  chunks: AsyncIterable<unknown>,
  clock: StreamClock,
  show: (piece: string) => void,
): Promise<object> {
  const reader = new StreamReader();
  try {
    for await (const chunk of chunks) {
      clock.tick();
      show(reader.read(chunk));
      if (reader.length > LONGEST_ANSWER) throw tooLong();
    }
  } catch (error) {
    clock.signal.throwIfAborted();
    throw error instanceof MeshError ? error : incomplete('cut', error);
  }
  clock.signal.throwIfAborted();
  return reader.reply();
}

const tooLong = (): RetryableError => new RetryableError('LLM_INVALID_OUTPUT', 'the answer is far too long');
