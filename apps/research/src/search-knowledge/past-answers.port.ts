import type { CitedSpan } from '@mesh/memory';

/** What people approved as the answer to an earlier question. */
export interface PastAnswer {
  /** The document that it is kept as, which is searched but never evidence. */
  readonly documentId: string;
  readonly decisionId: string;
  readonly ticketId: string;
  readonly question: string;
  /** What it rests on. */
  readonly cited: readonly CitedSpan[];
}

/** The past answers behind documents of theirs; one that is not known is left out. */
export abstract class PastAnswers {
  abstract behind(tenantId: string, documentIds: readonly string[]): Promise<readonly PastAnswer[]>;
}
