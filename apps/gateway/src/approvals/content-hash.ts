import { ApprovalContent, type Draft } from '@mesh/contracts';
import { hashOf } from '@mesh/kernel';

export interface CitedDocument {
  readonly documentId: string;
  readonly documentVersion: number;
}

/** The documents behind a draft's sentences, in the order of the sentences. */
export const citedOf = (draft: Pick<Draft, 'citations'>): CitedDocument[] =>
  draft.citations.map(({ documentId, documentVersion }) => ({ documentId, documentVersion }));

/** What an approval is bound to: the text, the versions it cites in order, and the policy. */
export const contentHashOf = (draft: Pick<Draft, 'body' | 'citations'>, policyVersion: number): string =>
  hashOf(ApprovalContent.parse({ body: draft.body, citations: citedOf(draft), policyVersion }));
