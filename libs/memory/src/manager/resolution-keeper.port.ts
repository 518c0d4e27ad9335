import type { Sql } from '@mesh/persistence';

/** Who approved an answer, for which ticket, on what grounds. */
export interface Provenance {
  readonly ticketId: string;
  readonly decisionId: string;
  readonly approvedBy: { readonly kind: string; readonly id: string };
  readonly category: string;
  readonly cited: readonly CitedSpan[];
}

/** A span of a document version on which an answer rests. */
export interface CitedSpan {
  readonly documentId: string;
  readonly documentVersion: number;
  readonly start: number;
  readonly end: number;
}

/** An approved answer, ready to be kept: customer data is out of both texts. */
export interface Resolution {
  readonly question: string;
  readonly answer: string;
  readonly provenance: Provenance;
}

/** Where approved answers are truly kept, in the transaction behind `sql`; the long-term index follows by itself. */
export abstract class ResolutionKeeper {
  /** Keeping the same decision again changes nothing, nor does one of a ticket that was forgotten. Returns whether it was new. */
  abstract keep(sql: Sql, tenantId: string, resolution: Resolution): Promise<boolean>;
  /** Removes the answers of these tickets, text and passages, and keeps none of theirs from now on. Returns how many there were. */
  abstract forget(sql: Sql, tenantId: string, ticketIds: readonly string[]): Promise<number>;
  /** How many answers of these tickets are kept. */
  abstract countOf(sql: Sql, tenantId: string, ticketIds: readonly string[]): Promise<number>;
}
