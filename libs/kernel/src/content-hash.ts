import { hashOf } from './hash';

/** A version of a document behind a sentence of a draft. */
export interface CitedDocument {
  readonly documentId: string;
  readonly documentVersion: number;
}

/** A draft as far as an approval is bound to it. */
export interface HashedDraft {
  readonly body: string;
  readonly citations: readonly CitedDocument[];
}

/** The documents behind a draft's sentences, in the order of the sentences. */
export const citedOf = ({ citations }: Pick<HashedDraft, 'citations'>): CitedDocument[] =>
  citations.map(({ documentId, documentVersion }) => ({ documentId, documentVersion }));

/**
 * What an approval is bound to: the text, the versions it cites in order, and the policy; nothing else of the draft
 * counts. It is the hash of the contracts' `ApprovalContent`.
 */
export const contentHashOf = (draft: HashedDraft, policyVersion: number): string =>
  hashOf({ body: draft.body, citations: citedOf(draft), policyVersion });
