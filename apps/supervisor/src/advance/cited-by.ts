import type { Draft } from '@mesh/contracts';
import { type CitedDocument, citedOf } from '@mesh/kernel';

/** The documents that a draft cites, each once, in order. */
export function citedBy(draft: Draft): CitedDocument[] {
  const byKey = new Map(citedOf(draft).map((document) => [keyOf(document), document]));
  return [...byKey.values()];
}

const keyOf = ({ documentId, documentVersion }: CitedDocument): string => `${documentId}@${documentVersion}`;
