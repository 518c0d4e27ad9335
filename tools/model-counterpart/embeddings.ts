import { createHash } from 'node:crypto';
import { wordsOf } from './brain/words';

const SIZE = 64;

/** Vectors by hashed words: texts that share words are near each other. */
export function embeddingsReply(input: string | readonly string[], model: string, format: string | undefined) {
  const texts = typeof input === 'string' ? [input] : input;
  const prompt_tokens = Math.ceil(texts.join('').length / 4);
  return {
    object: 'list',
    model,
    data: texts.map((text, index) => ({ object: 'embedding', index, embedding: encoded(vectorOf(text), format) })),
    usage: { prompt_tokens, total_tokens: prompt_tokens },
  };
}

function vectorOf(text: string): number[] {
  const vector = new Array<number>(SIZE).fill(0);
  for (const word of wordsOf(text)) {
    const at = createHash('sha256').update(word).digest().readUInt32BE(0) % SIZE;
    vector[at] = (vector[at] ?? 0) + 1;
  }
  const length = Math.hypot(...vector) || 1;
  return vector.map((value) => value / length);
}

const encoded = (vector: readonly number[], format: string | undefined): string | readonly number[] =>
  format === 'base64' ? Buffer.from(new Float32Array(vector).buffer).toString('base64') : vector;
