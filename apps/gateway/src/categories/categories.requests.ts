import { CategoryName, UNKNOWN_CATEGORY } from '@mesh/contracts';
import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';
import { requiredText, safeText } from '../tickets/safe-text';

const Category = z.strictObject({
  name: CategoryName.refine((name) => name !== UNKNOWN_CATEGORY, { error: 'is reserved' }),
  description: safeText(500).default(''),
  /** What customers write; triage learns from it when it is trained. */
  examples: z.array(safeText(2000)).max(200).default([]),
});

export class CategoryList extends createZodDto(
  z.strictObject({
    items: z
      .array(Category)
      .min(1)
      .max(200)
      .refine((items) => new Set(items.map(({ name }) => name)).size === items.length, { error: 'names must differ' }),
  }),
) {}

/** Labelled examples to learn from; without them, the examples of the tenant's list. */
export class Training extends createZodDto(
  z.strictObject({
    rows: z
      .array(
        z.strictObject({
          text: requiredText(8000),
          /** `unknown` for what belongs to no category. */
          label: CategoryName,
          /** Whether a person had to answer it; triage learns which other messages are such. */
          asksForPerson: z.boolean().optional(),
        }),
      )
      .optional(),
  }),
) {}

/** What was learnt. */
export class TrainingView extends createZodDto(
  z.object({
    version: z.number().int(),
    labels: z.array(z.string()),
    rows: z.number().int(),
    /** Below this confidence a ticket's category is `unknown`. */
    floor: z.number(),
    /** Whether the rows told which customers a person had to answer. */
    learntPersonRequests: z.boolean(),
  }),
) {}
