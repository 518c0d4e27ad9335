import { LexicalIndex, type TermStatistics, embedLocally, fuseRankings } from '@mesh/text';
import type { PassageQuery } from './long-term-store.port';
import type { PassageHit, StoredPassage } from './stored-passage';

/** The passages of one tenant in this process. */
export class TenantIndex {
  revision = 0;
  private readonly words = new LexicalIndex();
  private readonly vectors = new Map<string, Float32Array>();
  private readonly passages = new Map<string, StoredPassage>();
  private readonly ofDocument = new Map<string, Set<string>>();

  get size(): number {
    return this.passages.size;
  }

  get statistics(): TermStatistics {
    return this.words;
  }

  put(passage: StoredPassage): void {
    this.remove(passage.id);
    this.passages.set(passage.id, passage);
    const siblings = this.ofDocument.get(passage.documentId) ?? new Set();
    this.ofDocument.set(passage.documentId, siblings.add(passage.id));
    const heading = [...passage.headingPath, passage.keywords].join(' ');
    this.words.add({ id: passage.id, title: passage.title, heading, body: passage.text });
    this.vectors.set(passage.id, embedLocally(`${passage.title} ${heading} ${passage.text}`));
  }

  removeDocument(documentId: string): number {
    const ids = [...(this.ofDocument.get(documentId) ?? [])];
    for (const id of ids) this.remove(id);
    return ids.length;
  }

  passagesOf(documentId: string, documentVersion: number): StoredPassage[] {
    return [...(this.ofDocument.get(documentId) ?? [])]
      .flatMap((id) => this.passages.get(id) ?? [])
      .filter((passage) => passage.documentVersion === documentVersion)
      .sort((left, right) => left.ordinal - right.ordinal);
  }

  search(query: PassageQuery): PassageHit[] {
    const filter = (id: string) => isVisible(this.passages.get(id), query);
    const byWord = this.words.search(query.text, { limit: query.limit, filter });
    const byVector = this.nearest(query.text, query.limit, filter);
    const scoreByWord = new Map(byWord.map(({ id, score }) => [id, score]));
    return fuseRankings([byWord, byVector], { limit: query.limit }).flatMap(({ id, score }) => {
      const passage = this.passages.get(id);
      return passage ? [{ passage, score, lexicalScore: scoreByWord.get(id) ?? 0 }] : [];
    });
  }

  private nearest(text: string, limit: number, filter: (id: string) => boolean): { id: string; score: number }[] {
    const wanted = embedLocally(text);
    const found: { id: string; score: number }[] = [];
    for (const [id, vector] of this.vectors) {
      const score = dot(wanted, vector);
      if (score > 0 && filter(id)) found.push({ id, score });
    }
    return found.sort((left, right) => right.score - left.score || (left.id < right.id ? -1 : 1)).slice(0, limit);
  }

  private remove(id: string): void {
    const passage = this.passages.get(id);
    if (!passage) return;
    this.words.remove(id);
    this.vectors.delete(id);
    this.passages.delete(id);
    const siblings = this.ofDocument.get(passage.documentId);
    siblings?.delete(id);
    if (siblings?.size === 0) this.ofDocument.delete(passage.documentId);
  }
}

const isVisible = (passage: StoredPassage | undefined, query: PassageQuery): boolean =>
  passage !== undefined &&
  query.audiences.includes(passage.audience) &&
  (query.kinds === undefined || query.kinds.includes(passage.kind));

function dot(left: Float32Array, right: Float32Array): number {
  let sum = 0;
  for (let at = 0; at < left.length; at += 1) sum += (left[at] ?? 0) * (right[at] ?? 0);
  return sum;
}
