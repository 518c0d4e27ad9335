import { type MeshError, RetryableError, TerminalError } from '@mesh/kernel';
import { z } from 'zod';

/** Servers differ in what else they send; this much must be right. */
const Reply = z.object({
  choices: z
    .array(
      z.object({
        finish_reason: z.string().nullish(),
        message: z.object({ content: z.string().nullish(), refusal: z.string().nullish() }),
      }),
    )
    .min(1),
});
const TokenCounts = z.object({ usage: z.object({ prompt_tokens: z.number(), completion_tokens: z.number() }) });

/** The text of a complete answer. @throws MeshError as `LanguageModel` says, when it is anything else */
export function textOfReply(reply: unknown): string {
  const choice = Reply.safeParse(reply).data?.choices[0];
  if (!choice) throw incomplete('unreadable');
  if (choice.message.refusal) throw new TerminalError('LLM_REFUSED', 'the model refuses to answer');
  return completeText(choice.message.content ?? '', choice.finish_reason);
}

/** The text, if the model has ended by itself. */
function completeText(text: string, finishReason: string | null | undefined): string {
  const fault = faultOfEnd(finishReason);
  if (fault) throw fault;
  if (text.trim() === '') throw new RetryableError('LLM_EMPTY', 'the model answers nothing');
  return text;
}

function faultOfEnd(finishReason: string | null | undefined): MeshError | undefined {
  if (finishReason === 'stop') return undefined;
  if (finishReason === 'content_filter') {
    return new TerminalError('LLM_CONTENT_FILTERED', 'the provider does not let this content pass');
  }
  return incomplete(finishReason === 'length' ? 'length' : 'no_end');
}

export const incomplete = (reason: string, cause?: unknown): RetryableError =>
  new RetryableError('LLM_INCOMPLETE', 'the answer is not complete', { reason }, undefined, { cause });

export interface TokenCount {
  readonly inputTokens: number;
  readonly outputTokens: number;
}

/** What the server counted, if it did. */
export function tokensOfReply(reply: unknown): TokenCount | undefined {
  const found = TokenCounts.safeParse(reply).data?.usage;
  return found && { inputTokens: whole(found.prompt_tokens), outputTokens: whole(found.completion_tokens) };
}

const whole = (tokens: number): number => Math.max(0, Math.round(tokens));
