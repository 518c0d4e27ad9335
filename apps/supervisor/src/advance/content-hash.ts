import type { Draft } from '@mesh/contracts';
import { hashOf } from '@mesh/kernel';
import type { CitedDocument } from '../workflow/state/values';

const documentOf = ({ documentId, documentVersion }: CitedDocument): CitedDocument => ({ documentId, documentVersion });

/** What an approval is bound to (`ApprovalContent`). */
export const contentHashOf = ({ body, citations }: Draft, policyVersion: number): string =>
  hashOf({ body, citations: citations.map(documentOf), policyVersion });

/** The documents that a draft cites, each once, in order. */
export function citedBy({ citations }: Draft): CitedDocument[] {
  const byKey = new Map(citations.map((citation) => [keyOf(citation), documentOf(citation)]));
  return [...byKey.values()];
}

const keyOf = ({ documentId, documentVersion }: CitedDocument): string => `${documentId}@${documentVersion}`;
