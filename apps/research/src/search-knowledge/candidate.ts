import type { PassageHit, StoredPassage } from '@mesh/memory';
import type { Passage } from '@mesh/text';

/** The approved past answer that led to a passage, and the question that it answered. */
export interface Via {
  readonly decisionId: string;
  readonly ticketId: string;
  readonly question: string;
}

/** A passage that may answer a question, with what is known of it before candidates are compared. */
export interface Candidate extends PassageHit {
  /** Share of like questions whose approved answers rest on its document, from 0 to 1. */
  readonly usedBefore: number;
  readonly via?: Via;
}

/** How the ranking sees a candidate. */
export const asPassage = ({ passage, score, lexicalScore, usedBefore }: Candidate): Passage => ({
  ...contentOf(passage),
  score,
  lexicalScore,
  usedBefore,
});

/** What a passage says, as the text library sees it. */
export const contentOf = ({ id, documentId, title, headingPath, text, start }: StoredPassage): Passage => ({
  ...{ id, documentId, title, headingPath, text, start },
});
