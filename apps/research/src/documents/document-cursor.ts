import { ProblemException } from '@mesh/bootstrap';
import { DocumentId } from '@mesh/contracts';

/** An opaque place in the list of documents: after the document of this id. */
export const cursorAfter = (documentId: string): string => Buffer.from(documentId).toString('base64url');

/** @throws ProblemException 400 `CURSOR_INVALID` for anything that was not given out */
export function documentAfter(cursor: string): string {
  const documentId = Buffer.from(cursor, 'base64url').toString();
  if (!DocumentId.safeParse(documentId).success || cursorAfter(documentId) !== cursor) {
    throw new ProblemException(400, 'CURSOR_INVALID', 'The cursor was not given out by this list.');
  }
  return documentId;
}
