export interface KnowledgeHit {
  readonly documentId: string;
  readonly documentVersion: number;
  readonly title: string;
  readonly url?: string | undefined;
  readonly quote: string;
  /** Only compared within one answer. */
  readonly score: number;
}

export interface KnowledgeDocument {
  readonly documentId: string;
  readonly documentVersion: number;
  readonly title: string;
  readonly url?: string | undefined;
  readonly tags: readonly string[];
  readonly body: string;
}

/** A tenant's knowledge as one caller may see it: live versions only, internal ones only for the team. */
export abstract class KnowledgeSource {
  /** The best passage of each document, best first. */
  abstract search(query: string, limit: number): Promise<readonly KnowledgeHit[]>;
  /** @throws TerminalError `DOCUMENT_NOT_FOUND` */
  abstract document(documentId: string): Promise<KnowledgeDocument>;
  /** What else is about the same, best first. @throws TerminalError `DOCUMENT_NOT_FOUND` */
  abstract related(documentId: string, limit: number): Promise<readonly KnowledgeHit[]>;
}
