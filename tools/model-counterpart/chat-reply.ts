import type { Behaviour } from './behaviour';
import type { ChatBody } from './asked-question';

/** Everything that an answer says besides its text. */
export interface ReplyHead {
  readonly id: string;
  readonly model: string;
  readonly finishReason: string | null | undefined;
  readonly refusal: string | null;
  readonly usage: TokenUsage | undefined;
}

export interface TokenUsage {
  readonly prompt_tokens: number;
  readonly completion_tokens: number;
  readonly total_tokens: number;
}

/** A quarter of the length: nobody's tokeniser, but the same every time. */
export function usageOf(body: ChatBody, text: string): TokenUsage {
  const asked = (body.messages ?? []).reduce((sum, { content }) => sum + content.length, 0);
  const prompt_tokens = Math.ceil(asked / 4);
  const completion_tokens = Math.ceil(text.length / 4);
  return { prompt_tokens, completion_tokens, total_tokens: prompt_tokens + completion_tokens };
}

export function headOf(id: string, body: ChatBody, behaviour: Behaviour, usage: TokenUsage): ReplyHead {
  const { trouble, counts = true } = behaviour;
  return {
    id,
    model: body.model ?? 'counterpart',
    finishReason: finishReasonOf(trouble),
    refusal: trouble === 'refusal' ? 'I cannot help with that.' : null,
    usage: counts ? usage : undefined,
  };
}

function finishReasonOf(trouble: Behaviour['trouble']): string | null | undefined {
  switch (trouble) {
    case 'length':
      return 'length';
    case 'content_filter':
      return 'content_filter';
    case 'tool_call':
      return 'tool_calls';
    case 'no_finish_reason':
    case 'cut_utf8':
      return null;
    default:
      return 'stop';
  }
}

/** The answer in one piece. */
export const wholeReply = ({ id, model, finishReason, refusal, usage }: ReplyHead, content: string) => ({
  id,
  object: 'chat.completion',
  created: Math.floor(Date.now() / 1000),
  model,
  choices: [
    {
      index: 0,
      message: { role: 'assistant', content: refusal === null ? content : null, refusal },
      logprobs: null,
      finish_reason: finishReason,
    },
  ],
  ...(usage ? { usage } : {}),
});

/** The answer as events of a stream, the last one being `[DONE]`. */
export function streamedReply(head: ReplyHead, content: string): string[] {
  const chunk = (delta: object, finish_reason: string | null = null) =>
    event({
      id: head.id,
      object: 'chat.completion.chunk',
      created: 0,
      model: head.model,
      choices: [{ index: 0, delta, finish_reason }],
    });
  const pieces = head.refusal === null ? (content.match(/[\s\S]{1,12}/gu) ?? []) : [];
  return [
    chunk({ role: 'assistant', content: '' }),
    ...pieces.map((piece) => chunk({ content: piece })),
    ...(head.refusal === null ? [] : [chunk({ refusal: head.refusal })]),
    ...(head.finishReason ? [chunk({}, head.finishReason)] : []),
    ...(head.usage ? [event({ id: head.id, object: 'chat.completion.chunk', choices: [], usage: head.usage })] : []),
    'data: [DONE]\n\n',
  ];
}

const event = (data: object): string => `data: ${JSON.stringify(data)}\n\n`;
