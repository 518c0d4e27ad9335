import { z } from 'zod';
import { Autonomy, CategoryName, TriageFlag } from '../words/words';

/** What may be done with tickets of one category. */
export const CategoryRule = z.object({
  autonomy: Autonomy,
  /** With `auto`: true means that a person must approve every reply all the same (money, account changes). */
  requiresApproval: z.boolean().default(false),
  queue: z.string().max(60).optional(),
});
export type CategoryRule = z.output<typeof CategoryRule>;

/** A tenant's rules, pinned at the start of a turn and named by version in every decision. */
export const Policy = z.object({
  version: z.number().int().nonnegative(),
  categories: z.record(CategoryName, CategoryRule),
  /** The rule of a category that is not listed. */
  fallback: CategoryRule,
  /** Below this triage confidence a reply is never sent without a person. */
  confidenceFloor: z.number().min(0).max(1),
  /** Flags that bring the ticket to a person at once. */
  handOverFlags: z.array(TriageFlag),
  /** Flags under which a reply needs approval. */
  approvalFlags: z.array(TriageFlag),
  /** How often quality may send a draft back before a person sees it. */
  maxRevisions: z.number().int().min(0).max(5),
  /** How long an approval stays open before it becomes a hand-over. */
  approvalTtlMs: z.number().int().positive(),
  /** The approver may not be the person who wrote or edited the text. */
  fourEyes: z.boolean(),
  /** False: approved replies do not become long-term memory. */
  learnsFromApprovals: z.boolean().optional(),
});
export type Policy = z.output<typeof Policy>;
