import { Policy } from '@mesh/contracts';
import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';
import type { TenantSql } from '../tickets/tenant-sql';
import { currentPolicy } from '../turns/current-policy';
import { standingOf, windowOf } from './autonomy.decision';
import { readJudgedCases } from './judgements';

const Item = z.object({
  category: z.string(),
  autonomy: Policy.shape.categories.valueType.shape.autonomy,
  earned: z.boolean(),
  line: z.number(),
  decisions: z.number().int(),
  /** Cases since the rule last changed that count towards opening, and how many of them were approved without edits. */
  judged: z.number().int(),
  approved: z.number().int(),
  /** Opens when it reaches the line, after enough decisions. */
  lowerBound: z.number(),
  /** Closes when it falls below the line. */
  recentShare: z.number(),
});

/** The categories that earn their autonomy, and how they stand. */
export class CategoryStandings extends createZodDto(z.object({ version: z.number().int(), items: z.array(Item) })) {}

export async function readStandings(at: TenantSql): Promise<CategoryStandings> {
  const { version, categories } = await currentPolicy(at);
  const items: z.output<typeof Item>[] = [];
  for (const [category, { autonomy, earned = false, earns }] of inOrder(categories)) {
    if (earns === undefined) continue;
    const standing = standingOf(earns, await readJudgedCases(at, category, windowOf(earns)));
    items.push({ category, autonomy, earned, line: earns.line, decisions: earns.decisions, ...standing });
  }
  return { version, items };
}

const inOrder = (categories: Policy['categories']) =>
  Object.entries(categories).sort(([left], [right]) => (left < right ? -1 : 1));
