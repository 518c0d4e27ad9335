import type { Passage } from '../answer/passage';
import { rerankPassages } from '../answer/rerank-passages';
import { LexicalIndex, type TermStatistics } from './lexical-index';

export interface IndexedDocument {
  readonly id: string;
  readonly title: string;
  readonly passages: readonly Omit<Passage, 'documentId' | 'title' | 'score'>[];
}

const CANDIDATES = 60;

/** Passages of documents, found by words and put in order by how well they fit the question. Documents come and go one by one. */
export class PassageIndex {
  private readonly index = new LexicalIndex();
  private readonly passages = new Map<string, Passage>();
  private readonly ofDocument = new Map<string, readonly string[]>();

  /** How rare terms are here; `assessEvidence` needs it. */
  get statistics(): TermStatistics {
    return this.index;
  }

  get size(): number {
    return this.passages.size;
  }

  add(document: IndexedDocument): void {
    this.remove(document.id);
    for (const passage of document.passages) {
      this.passages.set(passage.id, { ...passage, documentId: document.id, title: document.title });
      this.index.add({
        id: passage.id,
        title: document.title,
        heading: passage.headingPath?.join(' ') ?? '',
        body: passage.text,
      });
    }
    this.ofDocument.set(
      document.id,
      document.passages.map((passage) => passage.id),
    );
  }

  remove(documentId: string): void {
    for (const id of this.ofDocument.get(documentId) ?? []) {
      this.index.remove(id);
      this.passages.delete(id);
    }
    this.ofDocument.delete(documentId);
  }

  /** The passages that fit best, best first; `filter` decides which may be seen at all. */
  search(question: string, options: { limit?: number; filter?: (passage: Passage) => boolean } = {}): Passage[] {
    const { limit = 12, filter } = options;
    const allowed = filter && ((id: string) => this.isAllowed(id, filter));
    const hits = this.index.search(question, {
      limit: Math.max(CANDIDATES, limit),
      ...(allowed && { filter: allowed }),
    });
    const found = hits.flatMap(({ id, score }) => {
      const passage = this.passages.get(id);
      return passage ? [{ ...passage, score }] : [];
    });
    return rerankPassages(question, found, this.statistics).slice(0, limit);
  }

  private isAllowed(id: string, filter: (passage: Passage) => boolean): boolean {
    const passage = this.passages.get(id);
    return passage !== undefined && filter(passage);
  }
}
