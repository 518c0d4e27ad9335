import { Controller, Get, Inject, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { ProblemException } from '@mesh/bootstrap';
import { Instant } from '@mesh/contracts';
import { Clock } from '@mesh/kernel';
import { ApiDatabase } from '@mesh/persistence';
import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';
import { CurrentPrincipal, MAY, type Principal, Roles } from '../identity';
import { type Period, analyticsSummary } from './analytics-summary';

const WEEK_MS = 7 * 86_400_000;
const LONGEST_MS = 366 * 86_400_000;

class SummaryQuery extends createZodDto(z.strictObject({ from: Instant.optional(), to: Instant.optional() })) {}

const count = z.number().int();
const counts = z.record(z.string(), count);
const times = z.object({ p50: count.nullable(), p95: count.nullable() });

class SummaryView extends createZodDto(
  z.object({
    from: Instant,
    to: Instant,
    volumes: z.object({
      created: count,
      resolved: count,
      closed: count,
      withPerson: count,
      awaitingApproval: count,
      working: count,
      byCategory: counts,
      byChannel: counts,
    }),
    outcomes: z.object({
      confirmed: count,
      assumed: count,
      byPerson: count,
      /** Resolved for at least seven days and not reopened since. */
      durable: count,
      handedOver: counts,
      replies: counts,
    }),
    timesMs: z.object({ firstReply: times, resolution: times }),
    cost: z.object({ micros: count, perTicketMicros: count.nullable(), currency: z.literal('USD') }),
    approvals: z.object({
      requested: count,
      pending: count,
      approved: count,
      edited: count,
      rejected: count,
      takenOver: count,
      expired: count,
      superseded: count,
      meanEditDistance: z.number().nullable(),
      decisionMs: times,
    }),
    feedback: z.object({ given: count, solved: count, meanRating: z.number().nullable() }),
  }),
) {}

@ApiTags('Analytics')
@ApiBearerAuth()
@Roles(...MAY.readAnalytics)
@Controller('v1/analytics')
export class AnalyticsController {
  constructor(
    @Inject(ApiDatabase) private readonly database: ApiDatabase,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** The last seven days unless told otherwise, at most 366 days. */
  @Get('summary')
  @ApiOkResponse({ type: SummaryView })
  summary(@CurrentPrincipal() { tenantId }: Principal, @Query() query: SummaryQuery): Promise<SummaryView> {
    const period = periodOf(query, this.clock.now());
    return this.database.inTenant(tenantId, (sql) => analyticsSummary({ tenantId, sql }, period));
  }
}

function periodOf(query: SummaryQuery, now: Date): Period {
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
