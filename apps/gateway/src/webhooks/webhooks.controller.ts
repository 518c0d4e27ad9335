import { statusProblem } from '@mesh/bootstrap';
import { ApiDatabase } from '@mesh/persistence';
import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Post, Put, Query } from '@nestjs/common';
import {
  ApiBearerAuth,
  ApiConflictResponse,
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiNotFoundResponse,
  ApiOkResponse,
  ApiTags,
} from '@nestjs/swagger';
import { CurrentPrincipal, type Principal, May } from '../identity';
import { decodeCursor, encodeCursor } from '../tickets/list-cursor';
import { invalidCursor } from '../tickets/problems';
import { ManageWebhooks } from './manage-webhooks';
import { findWebhook, listWebhooks } from './pg-webhooks';
import {
  NewWebhook,
  WebhookChange,
  WebhookList,
  WebhookPath,
  WebhookQuery,
  WebhookView,
  WebhookWithSecret,
} from './webhooks.requests';

const LIST = 'webhooks';

/** Where the tenant wants to be told of its facts. A secret is shown once, when it is made. */
@ApiTags('Webhooks')
@ApiBearerAuth()
@May('manageWebhooks')
@Controller('v1/webhooks')
export class WebhooksController {
  constructor(
    @Inject(ApiDatabase) private readonly database: ApiDatabase,
    @Inject(ManageWebhooks) private readonly webhooks: ManageWebhooks,
  ) {}

  @Get()
  @ApiOkResponse({ type: WebhookList })
  async list(@CurrentPrincipal() { tenantId }: Principal, @Query() { cursor, limit }: WebhookQuery) {
    const [behind] = cursor === undefined ? [] : (decodeCursor(LIST, {}, cursor) ?? []);
    if (cursor !== undefined && behind === undefined) throw invalidCursor();
    const found = await this.database.inTenant(tenantId, (sql) => listWebhooks({ tenantId, sql }, behind, limit + 1));
    const items = found.slice(0, limit);
    const last = items.at(-1);
    return { items, nextCursor: found.length > limit && last ? encodeCursor(LIST, {}, [last.id]) : null };
  }

  @Post()
  @ApiCreatedResponse({ type: WebhookWithSecret })
  @ApiConflictResponse({ description: '`WEBHOOK_LIMIT`, or `SECRETS_KEY_MISSING`: no key seals the secret.' })
  create(@CurrentPrincipal() principal: Principal, @Body() body: NewWebhook) {
    return this.webhooks.create(principal, body);
  }

  @Get(':id')
  @ApiOkResponse({ type: WebhookView })
  @ApiNotFoundResponse()
  async read(@CurrentPrincipal() { tenantId }: Principal, @Param() { id }: WebhookPath) {
    const found = await this.database.inTenant(tenantId, (sql) => findWebhook({ tenantId, sql }, id));
    if (!found) throw statusProblem(404);
    return found;
  }

  /** Enabling it again also forgets why it was disabled. */
  @Put(':id')
  @ApiOkResponse({ type: WebhookView })
  @ApiNotFoundResponse()
  change(@CurrentPrincipal() principal: Principal, @Param() { id }: WebhookPath, @Body() body: WebhookChange) {
    return this.webhooks.change(principal, id, body);
  }

  @Delete(':id')
  @HttpCode(204)
  @ApiNoContentResponse()
  @ApiNotFoundResponse()
  remove(@CurrentPrincipal() principal: Principal, @Param() { id }: WebhookPath): Promise<void> {
    return this.webhooks.remove(principal, id);
  }

  /** Makes a new secret. For 24 hours there is a signature by the one before as well. */
  @Post(':id/rotate')
  @HttpCode(200)
  @ApiOkResponse({ type: WebhookWithSecret })
  @ApiNotFoundResponse()
  rotate(@CurrentPrincipal() principal: Principal, @Param() { id }: WebhookPath) {
    return this.webhooks.rotate(principal, id);
  }
}
