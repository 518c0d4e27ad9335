import { Controller, Delete, Get, HttpCode, Inject, Param, Post, Query, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiConflictResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { ApiDatabase } from '@mesh/persistence';
import type { Response } from 'express';
import { type PassedRequest, PassThrough } from '../http/pass-through';
import { CurrentPrincipal, type Principal, May } from '../identity';
import { readNotRemembered } from './read-not-remembered';
import {
  NotRememberedList,
  NotRememberedQuery,
  ResolutionId,
  ResolutionList,
  ResolutionQuery,
  ResolutionView,
  WithdrawalQuery,
} from './resolutions.requests';

const PATH = '/internal/resolutions';

/** What the mesh learnt from approved replies; research keeps it. */
@ApiTags('Resolutions')
@ApiBearerAuth()
@Controller('v1/resolutions')
export class ResolutionsController {
  constructor(
    @Inject(PassThrough) private readonly passThrough: PassThrough,
    @Inject(ApiDatabase) private readonly database: ApiDatabase,
  ) {}

  @Get()
  @May('readResolutions')
  @ApiOkResponse({ type: ResolutionList })
  list(
    @CurrentPrincipal() by: Principal,
    @Res({ passthrough: true }) response: Response,
    @Query() query: ResolutionQuery,
  ) {
    return this.pass(response, by, { method: 'GET', path: PATH, query: { ...query } });
  }

  /** Approved replies that were not remembered, and why. */
  @Get('not-remembered')
  @May('readResolutions')
  @ApiOkResponse({ type: NotRememberedList })
  async notRemembered(@CurrentPrincipal() { tenantId }: Principal, @Query() { limit = 50 }: NotRememberedQuery) {
    return { items: await this.database.inTenant(tenantId, (sql) => readNotRemembered({ tenantId, sql }, limit)) };
  }

  /** Lets an answer be used again whose documents have changed, if they still say what it cites. */
  @Post(':id/review')
  @HttpCode(200)
  @May('changeResolutions')
  @ApiOkResponse({ type: ResolutionView })
  @ApiConflictResponse({ description: '`RESOLUTION_UNSUPPORTED` with the `documentIds`, or `RESOLUTION_WITHDRAWN`.' })
  review(
    @CurrentPrincipal() by: Principal,
    @Res({ passthrough: true }) response: Response,
    @Param() { id }: ResolutionId,
  ) {
    return this.pass(response, by, { method: 'POST', path: `${PATH}/${id}/review` });
  }

  @Delete(':id')
  @May('changeResolutions')
  @ApiOkResponse({ type: ResolutionView })
  withdraw(
    @CurrentPrincipal() by: Principal,
    @Res({ passthrough: true }) response: Response,
    @Param() { id }: ResolutionId,
    @Query() query: WithdrawalQuery,
  ) {
    return this.pass(response, by, { method: 'DELETE', path: `${PATH}/${id}`, query: { ...query } });
  }

  private pass(response: Response, by: Principal, request: PassedRequest): Promise<unknown> {
    return this.passThrough.answer(response, by, 'research', request);
  }
}
