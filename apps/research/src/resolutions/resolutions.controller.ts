import { Controller, Delete, Get, HttpCode, Inject, Param, Post, Query, UseGuards } from '@nestjs/common';
import { Caller, type InternalCaller, InternalGuard, ProblemException } from '@mesh/bootstrap';
import { ApiDatabase, type Sql } from '@mesh/persistence';
import { IndexOrders } from '../index-knowledge/index-orders';
import { readCitedVersions } from './cited-versions';
import { type ResolutionRow, findResolution, listResolutions, saveReview, withdrawResolution } from './pg-resolutions';
import { ResolutionPath, ResolutionQuery, Withdrawal } from './resolution.requests';
import { type ResolutionView, resolutionView } from './resolution.view';
import { reviewResolution } from './review.decision';

export interface ResolutionList {
  readonly items: readonly ResolutionView[];
  readonly nextCursor: string | null;
}

/** What was learnt from approved replies: to look through, to confirm and to withdraw. */
@Controller('internal/resolutions')
@UseGuards(InternalGuard)
export class ResolutionsController {
  constructor(
    @Inject(ApiDatabase) private readonly database: ApiDatabase,
    @Inject(IndexOrders) private readonly index: IndexOrders,
  ) {}

  @Get()
  list(@Query() { cursor, ticketId, limit }: ResolutionQuery, @Caller() { tenantId }: InternalCaller) {
    return this.database.inTenant(tenantId, async (sql): Promise<ResolutionList> => {
      const found = await listResolutions(sql, tenantId, { after: cursor, ticketId, limit: limit + 1 });
      const items = await shown(sql, tenantId, found.slice(0, limit));
      return { items, nextCursor: found.length > limit ? (items.at(-1)?.id ?? null) : null };
    });
  }

  /** Somebody has looked: what it cited still stands in what is live now, so it may be used again. */
  @Post(':id/review')
  @HttpCode(200)
  review(@Param() { id }: ResolutionPath, @Caller() { tenantId, actorId }: InternalCaller): Promise<ResolutionView> {
    return this.database.inTenant(tenantId, async (sql) => {
      const row = await mustFind(sql, tenantId, id);
      if (row.withdrawnAt !== null) throw conflict('RESOLUTION_WITHDRAWN', 'The answer was withdrawn.');
      const decision = reviewResolution(row.cited, await readCitedVersions(sql, tenantId, row.cited));
      if (decision.kind === 'unsupported') throw unsupported(decision.documentIds);
      await saveReview(sql, tenantId, id, { cited: decision.cited, by: actorId });
      return show(sql, tenantId, id);
    });
  }

  @Delete(':id')
  @HttpCode(200)
  async withdraw(
    @Param() { id }: ResolutionPath,
    @Query() { reason }: Withdrawal,
    @Caller() { tenantId }: InternalCaller,
  ): Promise<ResolutionView> {
    const withdrawn = await this.database.inTenant(tenantId, async (sql) => {
      await withdrawResolution(sql, tenantId, id, reason);
      return show(sql, tenantId, id);
    });
    this.index.knowledgeChanged(tenantId);
    return withdrawn;
  }
}

async function shown(sql: Sql, tenantId: string, rows: readonly ResolutionRow[]): Promise<ResolutionView[]> {
  const spans = rows.flatMap(({ cited }) => cited);
  const versions = await readCitedVersions(sql, tenantId, spans);
  return rows.map((row) => resolutionView(row, versions));
}

async function show(sql: Sql, tenantId: string, id: string): Promise<ResolutionView> {
  const row = await mustFind(sql, tenantId, id);
  return resolutionView(row, await readCitedVersions(sql, tenantId, row.cited));
}

async function mustFind(sql: Sql, tenantId: string, id: string): Promise<ResolutionRow> {
  const row = await findResolution(sql, tenantId, id);
  if (!row) throw new ProblemException(404, 'RESOLUTION_NOT_FOUND', 'No answer of this decision is remembered.');
  return row;
}

const conflict = (code: string, detail: string, extension = {}): ProblemException =>
  new ProblemException(409, code, detail, extension);

const unsupported = (documentIds: readonly string[]): ProblemException =>
  conflict('RESOLUTION_UNSUPPORTED', 'Documents that it cites no longer say so.', { documentIds });
