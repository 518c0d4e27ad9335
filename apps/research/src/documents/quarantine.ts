import { needsRelease } from '@mesh/agents';
import type { ChunkSpan, DocumentContent, NewChunk } from './document';

/** Chunks of what an author wrote: those that try to steer a machine, or seem to, are held back, all of them where the title does. */
export function inspected(chunks: readonly ChunkSpan[], { title, body }: DocumentContent): NewChunk[] {
  const all = needsRelease(title);
  return chunks.map((chunk) => ({
    ...chunk,
    quarantined: all || needsRelease(body.slice(chunk.start, chunk.end)),
  }));
}

/** Chunks of what the mesh itself has checked and a person or a policy has let go out. */
export const trusted = (chunks: readonly ChunkSpan[]): NewChunk[] =>
  chunks.map((chunk) => ({ ...chunk, quarantined: false }));
