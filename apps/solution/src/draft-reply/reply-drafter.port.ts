import type { AgentAnswer } from '@mesh/agents';
import { type Draft, DraftReply } from '@mesh/contracts';
import type { z } from 'zod';

/** What the drafter is told: the command without the reference of its step. */
export const DraftTask = DraftReply.schema.omit({ step: true });
export type DraftTask = z.output<typeof DraftTask>;

/** Hears the words of the reply as far as they are written, for people who watch; another try begins anew. */
export type DraftListener = (soFar: string) => void;

/**
 * Drafts the reply from the evidence and from nothing else. Every sentence that states something has a citation:
 * `body.slice(sentenceStart, sentenceEnd)` is the sentence, `quote` the words of the document at `start..end`, at most
 * three documents. Without evidence: an acknowledgement that states nothing, without citations. What the customer wrote
 * is never repeated as a fact. A revision changes what its feedback objects to. Throws RetryableError when the model is away.
 */
export abstract class ReplyDrafter {
  abstract draft(task: DraftTask, signal: AbortSignal, progress?: DraftListener): Promise<AgentAnswer<Draft>>;
}
