import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { type IncomingHttpHeaders, type Server, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Received {
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  readonly body: Record<string, unknown>;
}

/** The other side of a webhook: keeps what it gets, and answers as told. */
export class WebhookReceiver {
  readonly received: Received[] = [];
  /** Answers still to give before 204; 0 says nothing at all. */
  answers: number[] = [];
  /** The text of every answer. */
  says = '';
  private server: Server | undefined;

  async start(): Promise<this> {
    this.server = createServer((request, response) => {
      const parts: Buffer[] = [];
      request.on('data', (part: Buffer) => parts.push(part));
      request.on('end', () => {
        const text = Buffer.concat(parts).toString();
        this.received.push({ headers: request.headers, text, body: JSON.parse(text) as Record<string, unknown> });
        const status = this.answers.shift() ?? 204;
        if (status === 0) return;
        response.writeHead(status, status === 302 ? { location: '/elsewhere' } : {});
        response.end(status === 204 ? undefined : this.says);
      });
    }).listen(0, '127.0.0.1');
    await once(this.server, 'listening');
    return this;
  }

  get host(): string {
    return `127.0.0.1:${(this.server?.address() as AddressInfo).port}`;
  }

  get url(): string {
    return `http://${this.host}/hook`;
  }

  async stop(): Promise<void> {
    this.server?.closeAllConnections();
    this.server?.close();
    if (this.server?.listening) await once(this.server, 'close');
  }
}

/** As a receiver checks it, by the text of Standard Webhooks. */
export const signatureOf = ({ headers, text }: Received, secret: string): string => {
  const signed = `${String(headers['webhook-id'])}.${String(headers['webhook-timestamp'])}.${text}`;
  return `v1,${createHmac('sha256', keyOf(secret)).update(signed).digest('base64')}`;
};

const keyOf = (secret: string): Buffer =>
  secret.startsWith('whsec_') ? Buffer.from(secret.slice('whsec_'.length), 'base64') : Buffer.from(secret);
