import { z } from 'zod';
import { incomplete } from './read-reply';

const Chunk = z.object({
  choices: z.array(
    z.object({
      finish_reason: z.string().nullish(),
      delta: z.object({ content: z.string().nullish(), refusal: z.string().nullish() }).nullish(),
    }),
  ),
  usage: z.unknown().optional(),
});

/** Gathers the pieces of one stream. */
export class StreamReader {
  private text = '';
  private finishReason: string | null | undefined;
  private refusal = '';
  private usage: unknown;

  /** The text that this piece adds. @throws RetryableError `LLM_INCOMPLETE` when it cannot be read */
  read(chunk: unknown): string {
    const parsed = Chunk.safeParse(chunk);
    if (!parsed.success) throw incomplete('unreadable');
    this.usage = parsed.data.usage ?? this.usage;
    const [choice] = parsed.data.choices;
    if (!choice) return '';
    this.finishReason = choice.finish_reason ?? this.finishReason;
    this.refusal += choice.delta?.refusal ?? '';
    const added = choice.delta?.content ?? '';
    this.text += added;
    return added;
  }

  /** Characters that have come. */
  get length(): number {
    return this.text.length;
  }

  /** What has come, in the shape of an answer that comes as a whole. */
  reply(): object {
    const message = { content: this.text, refusal: this.refusal };
    return { choices: [{ finish_reason: this.finishReason, message }], usage: this.usage };
  }
}
