import {
  Body,
  Controller,
  Delete,
  Get,
  HttpCode,
  Inject,
  Param,
  Post,
  Put,
  Query,
  Res,
  UseGuards,
} from '@nestjs/common';
import { Caller, type InternalCaller, InternalGuard, ProblemException } from '@mesh/bootstrap';
import { newId } from '@mesh/kernel';
import { ApiDatabase } from '@mesh/persistence';
import type { Response } from 'express';
import {
  contentOf,
  DocumentInput,
  DocumentListQuery,
  DocumentPath,
  ReleaseInput,
  VersionQuery,
} from './document-input';
import { cursorAfter, documentAfter } from './document-cursor';
import { DocumentWriter } from './document-writer';
import { type DocumentView, listDocuments, viewDocument } from './pg-document-views';
import type { DocumentState } from './save-document';
import { visibleAudiences } from './visible-audiences';

export interface DocumentList {
  readonly items: readonly DocumentView[];
  readonly nextCursor: string | null;
}

/** 200: it is so. 202: it becomes so once the gateway has put aside what rests on the older version. */
@Controller('internal/knowledge/documents')
@UseGuards(InternalGuard)
export class DocumentsController {
  constructor(
    @Inject(DocumentWriter) private readonly writer: DocumentWriter,
    @Inject(ApiDatabase) private readonly database: ApiDatabase,
  ) {}

  @Post()
  async post(
    @Body() input: DocumentInput,
    @Caller() caller: InternalCaller,
    @Res({ passthrough: true }) response: Response,
  ): Promise<DocumentState> {
    return answer(response, await this.writer.save(caller, input.id ?? newId(), contentOf(input)));
  }

  @Put(':id')
  async put(
    @Param() { id }: DocumentPath,
    @Body() input: DocumentInput,
    @Caller() caller: InternalCaller,
    @Res({ passthrough: true }) response: Response,
  ): Promise<DocumentState> {
    if (input.id !== undefined && input.id !== id) {
      throw new ProblemException(400, 'DOCUMENT_ID_MISMATCH', 'The id in the body is not the id in the address.');
    }
    return answer(response, await this.writer.save(caller, id, contentOf(input)));
  }

  @Get(':id')
  async get(
    @Param() { id }: DocumentPath,
    @Query() { version }: VersionQuery,
    @Caller() caller: InternalCaller,
  ): Promise<DocumentView> {
    const wanted = { id, version, audiences: visibleAudiences(caller) };
    const found = await this.database.inTenant(caller.tenantId, (sql) => viewDocument(sql, caller.tenantId, wanted));
    if (!found) throw notFound();
    return found;
  }

  @Get()
  async list(@Query() query: DocumentListQuery, @Caller() caller: InternalCaller): Promise<DocumentList> {
    const { cursor, limit, tag } = query;
    const after = cursor === undefined ? '' : documentAfter(cursor);
    const request = { audiences: visibleAudiences(caller), after, tag, limit: limit + 1 };
    const found = await this.database.inTenant(caller.tenantId, (sql) => listDocuments(sql, caller.tenantId, request));
    const items = found.slice(0, limit);
    const last = items.at(-1);
    return { items, nextCursor: found.length > limit && last ? cursorAfter(last.id) : null };
  }

  /** Lets answers rest on passages of the version that were held back. */
  @Post(':id/release')
  @HttpCode(200)
  async release(
    @Param() { id }: DocumentPath,
    @Body() { version }: ReleaseInput,
    @Caller() caller: InternalCaller,
  ): Promise<DocumentState> {
    const state = await this.writer.release(caller, id, version);
    if (!state) throw notFound();
    return state;
  }

  @Delete(':id')
  @HttpCode(200)
  async delete(
    @Param() { id }: DocumentPath,
    @Caller() caller: InternalCaller,
    @Res({ passthrough: true }) response: Response,
  ): Promise<DocumentState> {
    const state = await this.writer.delete(caller, id);
    if (!state) throw notFound();
    return answer(response, state);
  }
}

const notFound = (): ProblemException =>
  new ProblemException(404, 'DOCUMENT_NOT_FOUND', 'There is no such document, or no such version of it.');

function answer(response: Response, state: DocumentState): DocumentState {
  response.status(state.status === 'indexing' || state.status === 'deleting' ? 202 : 200);
  return state;
}
