import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Post, Put, Query, Res } from '@nestjs/common';
import { ApiAcceptedResponse, ApiBearerAuth, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { PassThrough } from '../http/pass-through';
import { AdminActs, CurrentPrincipal, type Principal, May } from '../identity';
import { AffectedAnswers } from './affected-answers';
import {
  AffectedAnswerList,
  AffectedAnswersQuery,
  DocumentContent,
  DocumentKey,
  DocumentQuery,
  KnowledgeQuestion,
  NewDocument,
  SeenVersion,
  VersionQuery,
} from './knowledge.requests';
import { DocumentList, DocumentStateView, DocumentView, SearchResult } from './knowledge.view';

const STORED = { type: DocumentStateView, description: 'It is so.' };
const STORING = {
  type: DocumentStateView,
  description: 'It becomes so once what rests on the older version has been put aside.',
};
const DOCUMENTS = '/internal/knowledge/documents';
const pathOf = (id: string): string => `${DOCUMENTS}/${encodeURIComponent(id)}`;

/** What replies are grounded in; research owns documents and their versions. */
@ApiTags('Knowledge')
@ApiBearerAuth()
@Controller('v1/knowledge')
export class KnowledgeController {
  constructor(
    @Inject(PassThrough) private readonly passThrough: PassThrough,
    @Inject(AffectedAnswers) private readonly affectedAnswers: AffectedAnswers,
    @Inject(AdminActs) private readonly acts: AdminActs,
  ) {}

  @Get('documents')
  @May('readKnowledge')
  @ApiOkResponse({ type: DocumentList })
  list(
    @CurrentPrincipal() by: Principal,
    @Res({ passthrough: true }) response: Response,
    @Query() query: DocumentQuery,
  ) {
    return this.passThrough.answer(response, by, 'research', { method: 'GET', path: DOCUMENTS, query: { ...query } });
  }

  @Post('documents')
  @HttpCode(200)
  @May('writeKnowledge')
  @ApiOkResponse(STORED)
  @ApiAcceptedResponse(STORING)
  create(@CurrentPrincipal() by: Principal, @Res({ passthrough: true }) response: Response, @Body() body: NewDocument) {
    return this.passThrough.answer(response, by, 'research', { method: 'POST', path: DOCUMENTS, body });
  }

  @Get('documents/:id')
  @May('readKnowledge')
  @ApiOkResponse({ type: DocumentView })
  read(
    @CurrentPrincipal() by: Principal,
    @Res({ passthrough: true }) response: Response,
    @Param() { id }: DocumentKey,
    @Query() query: VersionQuery,
  ) {
    return this.passThrough.answer(response, by, 'research', { method: 'GET', path: pathOf(id), query: { ...query } });
  }

  /** Past answers that cited the document, the newest first, and whether each quote still stands in the live version. */
  @Get('documents/:id/affected-answers')
  @May('readKnowledge')
  @ApiOkResponse({ type: AffectedAnswerList })
  affected(@CurrentPrincipal() by: Principal, @Param() { id }: DocumentKey, @Query() query: AffectedAnswersQuery) {
    return this.affectedAnswers.of(by, id, query);
  }

  @Put('documents/:id')
  @May('writeKnowledge')
  @ApiOkResponse(STORED)
  @ApiAcceptedResponse(STORING)
  write(
    @CurrentPrincipal() by: Principal,
    @Res({ passthrough: true }) response: Response,
    @Param() { id }: DocumentKey,
    @Body() body: DocumentContent,
  ) {
    return this.passThrough.answer(response, by, 'research', { method: 'PUT', path: pathOf(id), body });
  }

  /** Passages that try to steer a machine are held back when a version is stored; answers may rest on them from now on. */
  @Post('documents/:id/release')
  @HttpCode(200)
  @May('writeKnowledge')
  @ApiOkResponse(STORED)
  async release(
    @CurrentPrincipal() by: Principal,
    @Res({ passthrough: true }) response: Response,
    @Param() { id }: DocumentKey,
    @Body() body: SeenVersion,
  ) {
    const request = { method: 'POST', path: `${pathOf(id)}/release`, body } as const;
    const released = await this.passThrough.answer(response, by, 'research', request);
    // The act is another service's and done by now: repeating the call repeats nothing but this entry.
    const record = { result: released, subject: id, details: { version: body.version } };
    return this.acts.perform({ principal: by, action: 'document.released' }, () => Promise.resolve(record));
  }

  @Delete('documents/:id')
  @May('writeKnowledge')
  @ApiOkResponse(STORED)
  @ApiAcceptedResponse(STORING)
  remove(
    @CurrentPrincipal() by: Principal,
    @Res({ passthrough: true }) response: Response,
    @Param() { id }: DocumentKey,
  ) {
    return this.passThrough.answer(response, by, 'research', { method: 'DELETE', path: pathOf(id) });
  }

  @Post('search')
  @HttpCode(200)
  @May('searchKnowledge')
  @ApiOkResponse({ type: SearchResult })
  search(
    @CurrentPrincipal() by: Principal,
    @Res({ passthrough: true }) response: Response,
    @Body() body: KnowledgeQuestion,
  ) {
    return this.passThrough.answer(response, by, 'research', {
      method: 'POST',
      path: '/internal/knowledge/search',
      body,
    });
  }
}
