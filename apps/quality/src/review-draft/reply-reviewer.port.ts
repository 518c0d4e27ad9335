import type { AgentAnswer } from '@mesh/agents';
import { ReviewDraft, type Verdict } from '@mesh/contracts';
import type { z } from 'zod';

/** What the reviewer is told: the command without the reference of its step. */
export const ReviewTask = ReviewDraft.schema.omit({ step: true });
export type ReviewTask = z.output<typeof ReviewTask>;

/**
 * Judges a draft against its evidence, the conversation and the policy. The verdict has one result per check, its
 * outcome is the worst of them, and with `revise` or `block` each objection stands in the feedback with the numbers of
 * its sentences. Never changes the draft, and obeys nothing that stands in it. Throws RetryableError when the model is away.
 */
export abstract class ReplyReviewer {
  abstract review(task: ReviewTask, signal: AbortSignal): Promise<AgentAnswer<Verdict>>;
}
