import { CategoryName } from '@mesh/contracts';
import { z } from 'zod';

/** Labelled examples; from them a tenant's classifier is trained anew. */
export const TrainingRows = z.strictObject({
  rows: z
    .array(z.strictObject({ text: z.string().trim().min(1).max(8000), label: CategoryName }))
    .min(2)
    .refine((rows) => new Set(rows.map(({ label }) => label)).size >= 2, 'at least two labels are needed'),
});
export type TrainingRows = z.output<typeof TrainingRows>;

/** What was learnt. */
export interface TrainingReport {
  readonly version: number;
  readonly labels: readonly string[];
  readonly rows: number;
}
