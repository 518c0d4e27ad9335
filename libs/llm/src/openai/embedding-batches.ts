import { z } from 'zod';
import { PrivacyMask } from '../privacy/privacy-mask';
import type { OpenAiEndpoint } from './openai-endpoint';
import { type TokenCount, incomplete, tokensOfReply } from './read-reply';

const Vectors = z.object({
  data: z.array(z.object({ index: z.number().int().nonnegative(), embedding: z.array(z.number()).min(1) })),
});
/** Texts of one request. */
const BATCH = 64;

/** Vectors for texts, so many at a time, each checked to be there and of the same length. */
export class EmbeddingBatches {
  constructor(
    private readonly endpoint: OpenAiEndpoint,
    private readonly charge: (tokens: TokenCount) => Promise<void>,
  ) {}

  async vectorsOf(texts: readonly string[], signal: AbortSignal): Promise<number[][]> {
    const vectors: number[][] = [];
    for (let at = 0; at < texts.length; at += BATCH) {
      vectors.push(...(await this.batch(texts.slice(at, at + BATCH), signal)));
    }
    const [first] = vectors;
    if (vectors.some(({ length }) => length !== first?.length)) throw incomplete('vectors_differ');
    return vectors;
  }

  private async batch(texts: readonly string[], signal: AbortSignal): Promise<number[][]> {
    const mask = new PrivacyMask();
    const input = texts.map((text) => mask.maskText(text));
    const { model } = this.endpoint.address;
    const reply: unknown = await this.endpoint.call(
      (client, within) => client.embeddings.create({ model, input, encoding_format: 'float' }, { signal: within }),
      signal,
    );
    await this.charge({ inputTokens: tokensOfReply(reply)?.inputTokens ?? inputTokensOf(reply), outputTokens: 0 });
    return inOrder(reply, texts.length);
  }
}

const Counted = z.object({ usage: z.object({ prompt_tokens: z.number() }) });
const inputTokensOf = (reply: unknown): number => Counted.safeParse(reply).data?.usage.prompt_tokens ?? 0;

function inOrder(reply: unknown, count: number): number[][] {
  const items = Vectors.safeParse(reply).data?.data ?? [];
  const byIndex = new Map(items.map(({ index, embedding }) => [index, embedding]));
  return Array.from({ length: count }, (_, index) => {
    const vector = byIndex.get(index);
    if (!vector) throw incomplete('vector_missing');
    return vector;
  });
}
