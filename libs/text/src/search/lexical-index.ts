import { analyze } from '../tokens/tokenize';
import { closestWords } from './closest-words';
import { synonymsOf } from './synonyms';

export interface LexicalEntry {
  readonly id: string;
  readonly title?: string;
  readonly heading?: string;
  readonly body: string;
}

export interface LexicalHit {
  readonly id: string;
  readonly score: number;
}

export interface LexicalOptions {
  readonly k1: number;
  readonly b: number;
  readonly boosts: { readonly title: number; readonly heading: number; readonly body: number };
}

/** How rare terms are in a collection; what evidence checks need to know of it. */
export interface TermStatistics {
  readonly size: number;
  documentFrequency(term: string): number;
}

export interface QueryTerm {
  readonly term: string;
  /** 1 for a word of the question; less for filler, synonyms and corrected spellings. */
  readonly weight: number;
}

interface Posting {
  slots: number[];
  frequencies: number[];
  live: number;
}

interface Slot {
  readonly entry: LexicalEntry;
  readonly terms: readonly string[];
  readonly length: number;
}

const DEFAULTS: LexicalOptions = { k1: 1.2, b: 0.6, boosts: { title: 2.5, heading: 1.5, body: 1 } };
const FILLER_WEIGHT = 0.15;
const SYNONYM_WEIGHT = 0.35;
const TYPO_WEIGHT = 0.6;

/**
 * BM25 over stems with boosted fields. Entries are added and removed one by one; an id added again replaces the old
 * entry. Deterministic: equal scores are ordered by id. A word that occurs nowhere is tried with its closest spelling.
 */
export class LexicalIndex implements TermStatistics {
  private readonly options: LexicalOptions;
  private readonly postings = new Map<string, Posting>();
  private readonly slots: (Slot | undefined)[] = [];
  private readonly slotOf = new Map<string, number>();
  private totalLength = 0;

  constructor(options: Partial<LexicalOptions> = {}) {
    this.options = { ...DEFAULTS, ...options };
  }

  static fromJSON(saved: { options: LexicalOptions; entries: readonly LexicalEntry[] }): LexicalIndex {
    const index = new LexicalIndex(saved.options);
    for (const entry of saved.entries) index.add(entry);
    return index;
  }

  get size(): number {
    return this.slotOf.size;
  }

  has(id: string): boolean {
    return this.slotOf.has(id);
  }

  documentFrequency(term: string): number {
    return this.postings.get(term)?.live ?? 0;
  }

  add(entry: LexicalEntry): void {
    this.remove(entry.id);
    const frequencies = this.fieldFrequencies(entry);
    const slot = this.slots.length;
    let length = 0;
    for (const [term, frequency] of frequencies) {
      this.post(term, slot, frequency);
      length += frequency;
    }
    this.slots.push({ entry, terms: [...frequencies.keys()], length });
    this.slotOf.set(entry.id, slot);
    this.totalLength += length;
  }

  remove(id: string): boolean {
    const slot = this.slotOf.get(id);
    const removed = slot === undefined ? undefined : this.slots[slot];
    if (slot === undefined || !removed) return false;
    for (const term of removed.terms) this.unpost(term);
    this.slots[slot] = undefined;
    this.slotOf.delete(id);
    this.totalLength -= removed.length;
    if (this.slots.length > 64 && this.slots.length > 2 * this.size) this.compact();
    return true;
  }

  /** The best entries first; `filter` sees ids and is asked only about entries that match. */
  search(query: string, options: { limit?: number; filter?: (id: string) => boolean } = {}): LexicalHit[] {
    return this.searchTerms(this.queryTerms(query), options);
  }

  searchTerms(
    terms: readonly QueryTerm[],
    options: { limit?: number; filter?: (id: string) => boolean } = {},
  ): LexicalHit[] {
    const { limit = 10, filter } = options;
    const scores = new Float64Array(this.slots.length);
    for (const { term, weight } of terms) this.accumulate(term, weight, scores);
    const hits: LexicalHit[] = [];
    scores.forEach((score, slot) => {
      const id = score > 0 ? this.slots[slot]?.entry.id : undefined;
      if (id !== undefined && (!filter || filter(id))) hits.push({ id, score });
    });
    return hits.sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1)).slice(0, limit);
  }

  /** The weighted terms a question is searched with: its stems, then synonyms and corrected spellings. */
  queryTerms(query: string): QueryTerm[] {
    const weights = new Map<string, number>();
    const raise = (term: string, weight: number) => weights.set(term, Math.max(weights.get(term) ?? 0, weight));
    for (const { term, kind } of analyze(query)) {
      const weight = kind === 'filler' ? FILLER_WEIGHT : 1;
      raise(term, weight);
      for (const synonym of synonymsOf(term)) raise(synonym, weight * SYNONYM_WEIGHT);
      if (kind === 'content' && this.documentFrequency(term) === 0) {
        for (const close of closestWords(term, this.postings.keys())) raise(close, TYPO_WEIGHT);
      }
    }
    return [...weights].map(([term, weight]) => ({ term, weight }));
  }

  idf(term: string): number {
    const frequency = this.documentFrequency(term);
    return Math.log(1 + (this.size - frequency + 0.5) / (frequency + 0.5));
  }

  toJSON(): { options: LexicalOptions; entries: LexicalEntry[] } {
    return { options: this.options, entries: this.slots.flatMap((slot) => (slot ? [slot.entry] : [])) };
  }

  private accumulate(term: string, weight: number, scores: Float64Array): void {
    const posting = this.postings.get(term);
    if (!posting) return;
    const { k1, b } = this.options;
    const average = this.totalLength / Math.max(1, this.size);
    const gain = this.idf(term) * weight * (k1 + 1);
    posting.slots.forEach((slot, at) => {
      const entry = this.slots[slot];
      if (!entry) return;
      const frequency = posting.frequencies[at] ?? 0;
      const norm = k1 * (1 - b + (b * entry.length) / average);
      scores[slot] = (scores[slot] ?? 0) + (gain * frequency) / (frequency + norm);
    });
  }

  private fieldFrequencies(entry: LexicalEntry): Map<string, number> {
    const { boosts } = this.options;
    const frequencies = new Map<string, number>();
    const count = (text: string | undefined, boost: number) => {
      for (const { term } of analyze(text ?? '')) frequencies.set(term, (frequencies.get(term) ?? 0) + boost);
    };
    count(entry.title, boosts.title);
    count(entry.heading, boosts.heading);
    count(entry.body, boosts.body);
    return frequencies;
  }

  private post(term: string, slot: number, frequency: number): void {
    const posting = this.postings.get(term) ?? { slots: [], frequencies: [], live: 0 };
    posting.slots.push(slot);
    posting.frequencies.push(frequency);
    posting.live += 1;
    this.postings.set(term, posting);
  }

  private unpost(term: string): void {
    const posting = this.postings.get(term);
    if (!posting) return;
    posting.live -= 1;
    if (posting.live === 0) this.postings.delete(term);
  }

  private compact(): void {
    const entries = this.slots.flatMap((slot) => (slot ? [slot.entry] : []));
    this.postings.clear();
    this.slots.length = 0;
    this.slotOf.clear();
    this.totalLength = 0;
    for (const entry of entries) this.add(entry);
  }
}
