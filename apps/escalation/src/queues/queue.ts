import { CategoryName, Priority, ReasonCode } from '@mesh/contracts';
import { z } from 'zod';

const QueueName = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9 ._-]{0,59}$/);
const Minutes = z.number().int().min(1).max(525_600);

/** Due times in minutes; a level that is not named has the due time of the configuration. */
export const SlaTargets = z.strictObject({
  urgent: Minutes.optional(),
  high: Minutes.optional(),
  normal: Minutes.optional(),
  low: Minutes.optional(),
});
export type SlaTargets = z.output<typeof SlaTargets>;

/** Where tickets wait for people. A queue takes what fits one of its lists; the default queue takes the rest. */
export const Queue = z.strictObject({
  name: QueueName,
  description: z.string().max(500).default(''),
  categories: z.array(CategoryName).max(200).default([]),
  priorities: z.array(Priority).max(4).default([]),
  reasons: z.array(ReasonCode).max(60).default([]),
  isDefault: z.boolean().default(false),
  /** Where a hand-over goes that was not taken in time. */
  escalatesTo: QueueName.optional(),
  targets: SlaTargets.default({}),
});
export type Queue = z.output<typeof Queue>;

/** A tenant's queues in the order in which they are tried. */
export const QueueList = z.strictObject({ items: z.array(Queue).min(1).max(100) }).superRefine(({ items }, context) => {
  const names = new Set(items.map((queue) => queue.name));
  if (names.size < items.length) context.addIssue({ code: 'custom', path: ['items'], message: 'names must be unique' });
  if (items.filter((queue) => queue.isDefault).length !== 1) {
    context.addIssue({ code: 'custom', path: ['items'], message: 'exactly one queue must be the default' });
  }
  items.forEach((queue, index) => {
    if (queue.escalatesTo === undefined || names.has(queue.escalatesTo)) return;
    context.addIssue({ code: 'custom', path: ['items', index, 'escalatesTo'], message: 'there is no such queue' });
  });
});
export type QueueList = z.output<typeof QueueList>;
