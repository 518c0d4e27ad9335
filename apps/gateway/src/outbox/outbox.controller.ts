import { Body, Controller, HttpCode, Inject, Post } from '@nestjs/common';
import { ApiAcceptedResponse, ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import { PassThrough } from '../http/pass-through';
import { AdminActs, BootstrapOnly, CurrentPrincipal, type Principal, May } from '../identity';
import { Resend, StartedResend } from './outbox.requests';

/** Published messages of all tenants; only for the first admin key of the installation. */
@ApiTags('Outbox')
@ApiBearerAuth()
@May('manageDeadLetters')
@BootstrapOnly()
@Controller('v1/outbox')
export class OutboxController {
  constructor(
    @Inject(PassThrough) private readonly passThrough: PassThrough,
    @Inject(AdminActs) private readonly acts: AdminActs,
  ) {}

  /**
   * Publishes again what a service has published, for a reader that lost its place or its inbox. Ids stay the same, so
   * who has a message already refuses it. Reaches as far back as the outbox is kept.
   */
  @Post('resend')
  @HttpCode(202)
  @ApiAcceptedResponse({ type: StartedResend })
  async resend(@CurrentPrincipal() principal: Principal, @Body() { service, since }: Resend): Promise<StartedResend> {
    await this.passThrough.ask(principal, service, {
      method: 'POST',
      path: '/internal/outbox/resend',
      body: { since },
    });
    const result = { service, since, status: 'started' } as const;
    return this.acts.perform({ principal, action: 'outbox.resent' }, () =>
      Promise.resolve({ result, subject: service, details: { since } }),
    );
  }
}
