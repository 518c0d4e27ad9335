import { TerminalError } from '@mesh/kernel';
import { z } from 'zod';
import { type TokenCount, completeText, incomplete, tokensOfReply } from './read-reply';

const Chunk = z.object({
  choices: z.array(
    z.object({
      finish_reason: z.string().nullish(),
      delta: z.object({ content: z.string().nullish(), refusal: z.string().nullish() }).nullish(),
    }),
  ),
});

/** Gathers the pieces of one stream. */
export class StreamReader {
  private text = '';
  private finishReason: string | null | undefined;
  private refused = false;
  private counted: TokenCount | undefined;

  /** The text that this piece adds. @throws RetryableError `LLM_INCOMPLETE` when it cannot be read */
  read(chunk: unknown): string {
    const parsed = Chunk.safeParse(chunk);
    if (!parsed.success) throw incomplete('unreadable');
    this.counted = tokensOfReply(chunk) ?? this.counted;
    const [choice] = parsed.data.choices;
    if (!choice) return '';
    this.finishReason = choice.finish_reason ?? this.finishReason;
    this.refused ||= Boolean(choice.delta?.refusal);
    const added = choice.delta?.content ?? '';
    this.text += added;
    return added;
  }

  /** The whole text. @throws MeshError when the model did not end by itself */
  end(): string {
    if (this.refused) throw new TerminalError('LLM_REFUSED', 'the model refuses to answer');
    return completeText(this.text, this.finishReason);
  }

  get soFar(): string {
    return this.text;
  }

  get tokens(): TokenCount | undefined {
    return this.counted;
  }
}
