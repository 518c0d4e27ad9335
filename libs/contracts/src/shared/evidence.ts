import { z } from 'zod';
import { DocumentId, Id, Reason } from '../words/words';

/** A span of one version of a knowledge document (`body.slice(start, end) === quote`), of a past resolution or of a customer record. */
export const Evidence = z.object({
  evidenceId: z.string().max(120),
  source: z.enum(['knowledge', 'resolution', 'customer_record']),
  documentId: DocumentId,
  documentVersion: z.number().int().positive(),
  title: z.string(),
  url: z.string().optional(),
  quote: z.string(),
  start: z.number().int().nonnegative(),
  end: z.number().int().nonnegative(),
  score: z.number(),
  /** The approved past answer that led to this span, where one did. */
  via: z.object({ decisionId: Id, ticketId: Id }).optional(),
});
export type Evidence = z.output<typeof Evidence>;

/** Evidence for a question, or the honest statement that there is none that answers it. */
export const EvidenceFound = z.object({
  evidence: z.array(Evidence).max(12),
  /** Whether the evidence answers the question; false with evidence means: near, but not an answer. */
  answerable: z.boolean(),
  confidence: z.number().min(0).max(1),
  reasons: z.array(Reason).max(40),
});
export type EvidenceFound = z.output<typeof EvidenceFound>;
