import { Channel } from '@mesh/contracts';
import { ApiDatabase } from '@mesh/persistence';
import { Body, Controller, Get, Inject, Param, Put } from '@nestjs/common';
import { ApiBearerAuth, ApiConflictResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { CurrentPrincipal, type Principal, May } from '../identity';
import { ChangeChannel } from './change-channel';
import { ChangedChannelView, ChannelChange, ChannelPath, ChannelView } from './channels.requests';
import { type ChannelRow, findChannel } from './pg-channels';

/** How the replies of a tenant's channels go out. */
@ApiTags('Channels')
@ApiBearerAuth()
@May('manageChannels')
@Controller('v1/channels/:channel')
export class ChannelsController {
  constructor(
    @Inject(ApiDatabase) private readonly database: ApiDatabase,
    @Inject(ChangeChannel) private readonly changeChannel: ChangeChannel,
  ) {}

  @Get()
  @ApiOkResponse({ type: ChannelView })
  async read(@CurrentPrincipal() { tenantId }: Principal, @Param() { channel }: ChannelPath): Promise<ChannelView> {
    const row = await this.database.inTenant(tenantId, (sql) => findChannel({ tenantId, sql }, channel));
    return row ? viewOf(row) : { channel, delivery: 'none' };
  }

  /** Holds for replies that are sent from now on. A secret is made when a channel begins to go by webhook. */
  @Put()
  @ApiOkResponse({ type: ChangedChannelView })
  @ApiConflictResponse({ description: '`SECRETS_KEY_MISSING` or `SMTP_NOT_CONFIGURED`' })
  async change(
    @CurrentPrincipal() principal: Principal,
    @Param() { channel }: ChannelPath,
    @Body() body: ChannelChange,
  ): Promise<ChangedChannelView> {
    const { row, secret } = await this.changeChannel.execute(principal, channel, body);
    return { ...viewOf(row), secret };
  }
}

const viewOf = (row: ChannelRow): ChannelView => ({
  channel: Channel.parse(row.channel),
  delivery: row.via,
  url: row.url ?? undefined,
  from: row.mailFrom ?? undefined,
  updatedAt: row.updatedAt.toISOString(),
  updatedBy: row.updatedBy,
});
