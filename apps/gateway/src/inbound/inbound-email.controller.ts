import { Public, correlationIdOf, faultsOf, plainJsonOf, statusProblem, validationFailed } from '@mesh/bootstrap';
import { Controller, HttpCode, Inject, Param, Post, Req } from '@nestjs/common';
import {
  ApiAcceptedResponse,
  ApiBody,
  ApiConsumes,
  ApiExtraModels,
  ApiHeader,
  ApiTags,
  ApiUnauthorizedResponse,
  getSchemaPath,
} from '@nestjs/swagger';
import type { Request } from 'express';
import { InboundDoor } from './inbound-door';
import type { IncomingMail } from './mail/mail';
import { InboundMailBody, MailAnswer, MailAnswerView, ParsedMail, mailOfParts } from './mail/mail.requests';
import { mailOfBytes } from './mail/raw-mail';
import { readMail } from './mail/read-mail';
import { ReceiveMail } from './receive-mail';

/** Mails of a tenant's customers, posted by whoever receives them. The signature is the only key. */
@ApiTags('Channels')
@Public()
@Controller('v1/inbound/email')
export class InboundEmailController {
  constructor(
    @Inject(InboundDoor) private readonly door: InboundDoor,
    @Inject(ReceiveMail) private readonly receiveMail: ReceiveMail,
  ) {}

  /** Answered 202 also where nothing is to be done with the mail; the answer says what was done. */
  @Post(':id')
  @HttpCode(202)
  @ApiHeader({ name: 'webhook-id', required: true })
  @ApiHeader({ name: 'webhook-timestamp', required: true })
  @ApiHeader({ name: 'webhook-signature', required: true })
  @ApiConsumes('application/json', 'message/rfc822')
  @ApiExtraModels(InboundMailBody)
  @ApiBody({ schema: { $ref: getSchemaPath(InboundMailBody) } })
  @ApiAcceptedResponse({ type: MailAnswerView })
  @ApiUnauthorizedResponse({
    description: '`SIGNATURE_MISSING`, `SIGNATURE_OUTSIDE_WINDOW`, `SIGNATURE_INVALID` or `REQUEST_REPLAYED`',
  })
  async receive(@Param('id') id: string, @Req() request: Request<unknown, unknown, unknown>): Promise<MailAnswer> {
    const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
    const { channel, request: taken } = await this.door.admit(id, request.headers, body);
    const mail = readMail(await mailIn(request, body), channel.addresses);
    const from = { tenantId: channel.tenantId, correlationId: correlationIdOf(request) };
    return this.receiveMail.execute({ ...from, request: taken }, mail);
  }
}

/** @throws ProblemException 400, 415 */
async function mailIn(request: Request<unknown, unknown, unknown>, body: Buffer): Promise<IncomingMail> {
  if (request.is('message/rfc822')) return mailOfBytes(body);
  if (!request.is(['application/json', 'application/*+json'])) throw statusProblem(415);
  const parsed = ParsedMail.safeParse(plainJsonOf(body));
  if (!parsed.success) throw validationFailed(faultsOf(parsed.error));
  return mailOfParts(parsed.data);
}
