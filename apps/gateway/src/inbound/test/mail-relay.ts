import { createHmac } from 'node:crypto';
import { newId } from '@mesh/kernel';
import type { Gateway, HttpAnswer } from '../../../test/start-gateway';

export interface Posted {
  readonly id?: string;
  /** Seconds. */
  readonly timestamp?: number;
  readonly secret?: string;
  readonly type?: string;
}

/** Who receives mails for a tenant and posts them, signed by the text of Standard Webhooks. */
export class MailRelay {
  private constructor(
    private readonly gateway: Pick<Gateway, 'ask'>,
    readonly channelId: string,
    readonly secret: string,
  ) {}

  static async open(
    gateway: Pick<Gateway, 'ask'>,
    headers: Record<string, string> = {},
    address = 'help@shop.example',
  ) {
    const wanted = { name: 'Help', addresses: [address] };
    const { status, body } = await gateway.ask('POST', '/v1/inbound-channels', wanted, headers);
    if (status !== 201) throw new Error(`no channel was made: ${JSON.stringify(body)}`);
    return new MailRelay(gateway, String(body['id']), String(body['secret']));
  }

  /** The headers and the text of a request. */
  sign(mail: object | string, { id = newId(), timestamp, secret = this.secret, type }: Posted = {}) {
    const text = typeof mail === 'string' ? mail : JSON.stringify(mail);
    const at = String(timestamp ?? Math.floor(Date.now() / 1000));
    const key = Buffer.from(secret.slice('whsec_'.length), 'base64');
    const signature = createHmac('sha256', key).update(`${id}.${at}.${text}`).digest('base64');
    const headers = {
      authorization: '',
      'content-type': type ?? (typeof mail === 'string' ? 'message/rfc822' : 'application/json'),
      'webhook-id': id,
      'webhook-timestamp': at,
      'webhook-signature': `v1,bm90IHRoaXMgb25l v1,${signature}`,
    };
    return { headers, text };
  }

  send({ headers, text }: ReturnType<MailRelay['sign']>, channelId = this.channelId): Promise<HttpAnswer> {
    return this.gateway.ask('POST', `/v1/inbound/email/${channelId}`, text, headers);
  }

  post(mail: object | string, posted: Posted = {}): Promise<HttpAnswer> {
    return this.send(this.sign(mail, posted));
  }
}
