import { z } from 'zod';
import { Autonomy, CategoryName, TriageFlag } from '../words/words';

/** What may be done with tickets that no rule of their own covers. */
export const FixedRule = z.object({
  autonomy: Autonomy,
  /** With `auto`: true means that a person must approve every reply all the same (money, account changes). */
  requiresApproval: z.boolean().default(false),
  queue: z.string().max(60).optional(),
});

/** How a category earns that its replies go out without a person. */
export const EarningRule = z.object({
  /** The share of approvals without edits to reach, by its lower bound, and to stay above. */
  line: z.number().min(0.5).max(0.999),
  /** Opened after at least so many decisions; closed by the share of the last so many. */
  decisions: z.number().int().min(1).max(1000),
  /** While open: the share of replies that people are asked about all the same; 0.1 unless told otherwise. */
  spotCheck: z.number().min(0.01).max(1).optional(),
});
export type EarningRule = z.output<typeof EarningRule>;

/** What may be done with tickets of one category. */
export const CategoryRule = FixedRule.extend({
  earns: EarningRule.optional(),
  /** With `auto`: the mesh opened the category by itself, and closes it again. */
  earned: z.boolean().optional(),
});
export type CategoryRule = z.output<typeof CategoryRule>;

/** A tenant's rules, pinned at the start of a turn and named by version in every decision. */
export const Policy = z.object({
  version: z.number().int().nonnegative(),
  categories: z.record(CategoryName, CategoryRule),
  /** The rule of a category that is not listed. */
  fallback: FixedRule,
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
