import { ProblemException, statusProblem } from '@mesh/bootstrap';
import { newId } from '@mesh/kernel';
import { ApiDatabase } from '@mesh/persistence';
import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import {
  ApiBearerAuth,
  ApiConflictResponse,
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiNotFoundResponse,
  ApiOkResponse,
  ApiTags,
} from '@nestjs/swagger';
import { AdminActs, CurrentPrincipal, type Principal, May } from '../identity';
import { WebhookSecrets } from '../webhooks/webhook-secrets';
import {
  InboundChannelList,
  InboundChannelPath,
  InboundChannelWithSecret,
  NewInboundChannel,
} from './inbound-channels.requests';
import { type InboundChannelRow, MOST_CHANNELS, addChannel, listChannels, removeChannel } from './pg-inbound-channels';

/** Where a tenant's mails come in. A secret is shown once, when the channel is made. */
@ApiTags('Channels')
@ApiBearerAuth()
@May('manageChannels')
@Controller('v1/inbound-channels')
export class InboundChannelsController {
  constructor(
    @Inject(ApiDatabase) private readonly database: ApiDatabase,
    @Inject(AdminActs) private readonly acts: AdminActs,
    @Inject(WebhookSecrets) private readonly secrets: WebhookSecrets,
  ) {}

  @Get()
  @ApiOkResponse({ type: InboundChannelList })
  async list(@CurrentPrincipal() { tenantId }: Principal) {
    const rows = await this.database.inTenant(tenantId, (sql) => listChannels({ tenantId, sql }));
    return { items: rows.map(viewOf) };
  }

  @Post()
  @ApiCreatedResponse({ type: InboundChannelWithSecret })
  @ApiConflictResponse({ description: '`CHANNEL_LIMIT`, or `SECRETS_KEY_MISSING`: no key seals the secret.' })
  create(@CurrentPrincipal() principal: Principal, @Body() body: NewInboundChannel) {
    const id = newId();
    const secret = this.secrets.mint({ tenantId: principal.tenantId, webhookId: id });
    return this.acts.perform({ principal, action: 'inbound_channel.created' }, async (at) => {
      const row = await addChannel(at, body, { id, sealedSecret: secret.sealed, by: principal.actorId });
      if (!row) throw limitReached();
      return { result: { ...viewOf(row), secret: secret.text }, subject: id, details: { name: row.name } };
    });
  }

  /** Mails that are posted there afterwards are refused. */
  @Delete(':id')
  @HttpCode(204)
  @ApiNoContentResponse()
  @ApiNotFoundResponse()
  remove(@CurrentPrincipal() principal: Principal, @Param() { id }: InboundChannelPath): Promise<void> {
    return this.acts.perform({ principal, action: 'inbound_channel.deleted' }, async (at) => {
      if (!(await removeChannel(at, id))) throw statusProblem(404);
      return { result: undefined, subject: id };
    });
  }
}

const viewOf = (row: InboundChannelRow) => ({ ...row, path: `/v1/inbound/email/${row.id}` });

const limitReached = (): ProblemException =>
  new ProblemException(409, 'CHANNEL_LIMIT', `A tenant has at most ${MOST_CHANNELS} inbound channels.`);
