import { statusProblem } from '@mesh/bootstrap';
import { ApiDatabase } from '@mesh/persistence';
import { Controller, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import {
  ApiAcceptedResponse,
  ApiBearerAuth,
  ApiConflictResponse,
  ApiNotFoundResponse,
  ApiOkResponse,
  ApiTags,
} from '@nestjs/swagger';
import { CurrentPrincipal, type Principal, May } from '../identity';
import { decodeCursor, encodeCursor } from '../tickets/list-cursor';
import { invalidCursor } from '../tickets/problems';
import { OrderDeliveries } from './order-deliveries';
import { listDeliveries } from './pg-deliveries';
import { findWebhook } from './pg-webhooks';
import { DeliveryList, DeliveryPath, DeliveryQuery, DeliveryView, WebhookPath } from './webhooks.requests';

const LIST = 'webhook-deliveries';

/** What was told to a webhook, and how it answered. */
@ApiTags('Webhooks')
@ApiBearerAuth()
@May('manageWebhooks')
@Controller('v1/webhooks/:id')
export class DeliveriesController {
  constructor(
    @Inject(ApiDatabase) private readonly database: ApiDatabase,
    @Inject(OrderDeliveries) private readonly orders: OrderDeliveries,
  ) {}

  /** The newest first. */
  @Get('deliveries')
  @ApiOkResponse({ type: DeliveryList })
  @ApiNotFoundResponse()
  async list(
    @CurrentPrincipal() { tenantId }: Principal,
    @Param() { id }: WebhookPath,
    @Query() { cursor, limit, status }: DeliveryQuery,
  ) {
    const filters = { id, status };
    const [behind] = cursor === undefined ? [] : (decodeCursor(LIST, filters, cursor) ?? []);
    if (cursor !== undefined && behind === undefined) throw invalidCursor();
    const found = await this.database.inTenant(tenantId, async (sql) => {
      const at = { tenantId, sql };
      if (!(await findWebhook(at, id))) throw statusProblem(404);
      return listDeliveries(at, id, { status, behind, limit: limit + 1 });
    });
    const page = found.slice(0, limit);
    const last = page.at(-1);
    const items = page.map(({ position: _position, ...item }) => item);
    return { items, nextCursor: found.length > limit && last ? encodeCursor(LIST, filters, [last.position]) : null };
  }

  /** Orders a delivery of the event `ping`, which is no fact. */
  @Post('test')
  @HttpCode(202)
  @ApiAcceptedResponse({ type: DeliveryView })
  @ApiNotFoundResponse()
  @ApiConflictResponse({ description: '`WEBHOOK_DISABLED`' })
  test(@CurrentPrincipal() principal: Principal, @Param() { id }: WebhookPath) {
    return this.orders.trial(principal, id);
  }

  /** Orders an ended delivery once more, with the same id. */
  @Post('deliveries/:deliveryId/redeliver')
  @HttpCode(202)
  @ApiAcceptedResponse({ type: DeliveryView })
  @ApiNotFoundResponse()
  @ApiConflictResponse({ description: '`WEBHOOK_DISABLED` or `DELIVERY_NOT_ENDED`' })
  redeliver(@CurrentPrincipal() principal: Principal, @Param() { id, deliveryId }: DeliveryPath) {
    return this.orders.again(principal, id, deliveryId);
  }
}
