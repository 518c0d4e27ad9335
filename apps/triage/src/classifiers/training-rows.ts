import { CategoryName } from '@mesh/contracts';
import type { TicketModel } from '@mesh/text';
import { z } from 'zod';

/** What a customer wrote and the category it belongs to (`unknown`: to none); whether a person had to answer. */
export const TrainingRow = z.strictObject({
  text: z.string().trim().min(1).max(8000),
  label: CategoryName,
  asksForPerson: z.boolean().optional(),
});
export type TrainingRow = z.output<typeof TrainingRow>;

/** Labelled examples; from them a tenant's classifier is trained anew. */
export const TrainingRows = z.strictObject({
  rows: z
    .array(TrainingRow)
    .min(2)
    .refine((rows) => new Set(rows.map(({ label }) => label)).size >= 2, 'at least two labels are needed'),
});
export type TrainingRows = z.output<typeof TrainingRows>;

/** What was learnt. */
export interface TrainingReport {
  readonly version: number;
  readonly labels: readonly string[];
  readonly rows: number;
  /** Below this confidence a ticket's category is `unknown`. */
  readonly floor: number;
  /** Whether the rows told which customers a person had to answer. */
  readonly learntPersonRequests: boolean;
}

export const reportOf = (version: number, { categories, person }: TicketModel): TrainingReport => ({
  version,
  labels: categories.labels,
  rows: categories.trainedOn,
  floor: categories.floor,
  learntPersonRequests: person !== undefined,
});
