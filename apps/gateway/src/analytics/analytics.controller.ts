import { Controller, Get, Inject, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Instant } from '@mesh/contracts';
import { Clock } from '@mesh/kernel';
import { ApiDatabase } from '@mesh/persistence';
import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';
import { CurrentPrincipal, type Principal, May } from '../identity';
import { analyticsSummary } from './analytics-summary';
import { PeriodQuery, periodOf } from './period.requests';

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
@May('readAnalytics')
@Controller('v1/analytics')
export class AnalyticsController {
  constructor(
    @Inject(ApiDatabase) private readonly database: ApiDatabase,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** The last seven days unless told otherwise, at most 366 days. */
  @Get('summary')
  @ApiOkResponse({ type: SummaryView })
  summary(@CurrentPrincipal() { tenantId }: Principal, @Query() query: PeriodQuery): Promise<SummaryView> {
    const period = periodOf(query, this.clock.now());
    return this.database.inTenant(tenantId, (sql) => analyticsSummary({ tenantId, sql }, period));
  }
}
