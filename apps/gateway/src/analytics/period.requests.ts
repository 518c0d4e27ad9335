import { ProblemException } from '@mesh/bootstrap';
import { Instant } from '@mesh/contracts';
import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';
import type { Period } from './analytics-summary';

const WEEK_MS = 7 * 86_400_000;
const LONGEST_MS = 366 * 86_400_000;

const shape = { from: Instant.optional(), to: Instant.optional() };

export class PeriodQuery extends createZodDto(z.strictObject(shape)) {}

const format = z.enum(['json', 'csv']).default('json');

export class ExportQuery extends createZodDto(z.strictObject({ ...shape, format })) {}

export class TimeseriesQuery extends createZodDto(
  z.strictObject({ ...shape, format, step: z.enum(['hour', 'day']).default('day') }),
) {}

/** The last seven days unless told otherwise. @throws ProblemException 400 `PERIOD_INVALID` */
export function periodOf(
  query: { readonly from?: string | undefined; readonly to?: string | undefined },
  now: Date,
): Period {
  const to = query.to === undefined ? now : new Date(query.to);
  const from = query.from === undefined ? new Date(to.getTime() - WEEK_MS) : new Date(query.from);
  const length = to.getTime() - from.getTime();
  if (length > 0 && length <= LONGEST_MS) return { from, to };
  throw new ProblemException(
    400,
    'PERIOD_INVALID',
    'The period must begin before it is over, and span at most 366 days.',
  );
}
