import { Controller, Get, Inject, Query, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import type { ConfigOf } from '@mesh/config';
import { Clock } from '@mesh/kernel';
import { ApiDatabase, firstRow } from '@mesh/persistence';
import type { Response } from 'express';
import { CurrentPrincipal, type Principal, May } from '../identity';
import { ApiJsonOrText } from '../openapi/json-or-text';
import type { TenantSql } from '../tickets/tenant-sql';
import { inFormat } from './csv-table';
import { AGENTS_TABLE, FUNNEL_TABLE, TIMESERIES_TABLE } from './csv-tables';
import { ExportQuery, TimeseriesQuery, periodOf } from './period.requests';
import { readAgents } from './read-agents';
import { readFunnel } from './read-funnel';
import { readTimeseries } from './read-timeseries';
import { type RollupPeriod, coveringPeriod, wholeSteps } from './rollup-period';
import { RollupsConfig } from './rollups.config';
import { AgentsView, FunnelView, TimeseriesView } from './rollups.view';
import { keptSince } from './kept-since';

const REFRESHED = 'SELECT refreshed_at AS "refreshedAt" FROM gateway.rollup_positions WHERE tenant_id = $1';

/** Figures that were built before they were asked for: quick, and as old as `refreshedAt` says. As JSON or for spreadsheets. */
@ApiTags('Analytics')
@ApiBearerAuth()
@May('readAnalytics')
@Controller('v1/analytics')
export class RollupsController {
  constructor(
    @Inject(ApiDatabase) private readonly database: ApiDatabase,
    @Inject(RollupsConfig.token) private readonly config: ConfigOf<typeof RollupsConfig>,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** How many of the tickets created in the period came how far. */
  @Get('funnel')
  @ApiJsonOrText(FunnelView, 'text/csv')
  async funnel(
    @CurrentPrincipal() principal: Principal,
    @Query() query: ExportQuery,
    @Res({ passthrough: true }) response: Response,
  ): Promise<FunnelView | string> {
    const view = await this.answer(principal, this.covering(query), readFunnel);
    return inFormat(response, query.format, view, FUNNEL_TABLE);
  }

  /** What each agent, with its model and prompt, did in the period. */
  @Get('agents')
  @ApiJsonOrText(AgentsView, 'text/csv')
  async agents(
    @CurrentPrincipal() principal: Principal,
    @Query() query: ExportQuery,
    @Res({ passthrough: true }) response: Response,
  ): Promise<AgentsView | string> {
    const view = await this.answer(principal, this.covering(query), async (at, period) => ({
      items: await readAgents(at, period),
    }));
    return inFormat(response, query.format, view, AGENTS_TABLE);
  }

  /** Figures per hour or day (UTC); hours are kept for a limited time. */
  @Get('timeseries')
  @ApiJsonOrText(TimeseriesView, 'text/csv')
  async timeseries(
    @CurrentPrincipal() principal: Principal,
    @Query() query: TimeseriesQuery,
    @Res({ passthrough: true }) response: Response,
  ): Promise<TimeseriesView | string> {
    const period = wholeSteps(periodOf(query, this.clock.now()), query.step);
    const view = await this.answer(principal, period, async (at) => ({ items: await readTimeseries(at, period) }));
    return inFormat(response, query.format, view, TIMESERIES_TABLE);
  }

  private covering(query: ExportQuery): RollupPeriod {
    const now = this.clock.now();
    return coveringPeriod(periodOf(query, now), keptSince(now, this.config.ANALYTICS_KEEP_HOURS_DAYS));
  }

  private answer<T>(
    { tenantId }: Principal,
    period: RollupPeriod,
    read: (at: TenantSql, period: RollupPeriod) => Promise<T>,
  ) {
    return this.database.inTenant(tenantId, async (sql) => {
      const row = await firstRow<{ refreshedAt: Date }>(sql, REFRESHED, [tenantId]);
      const covered = { step: period.step, from: period.from.toISOString(), to: period.to.toISOString() };
      return {
        ...covered,
        refreshedAt: row?.refreshedAt.toISOString() ?? null,
        ...(await read({ tenantId, sql }, period)),
      };
    });
  }
}
