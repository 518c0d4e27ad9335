import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';

type MailTrouble = 'none' | 'refuses' | 'busy' | 'silent_over_text' | 'busy_over_text';

/** A mail server of a test: a real one, that keeps what it gets. */
export class MailReceiver {
  readonly mails: string[] = [];
  trouble: MailTrouble = 'none';
  attempts = 0;
  /** Of the envelopes. */
  readonly recipients: string[] = [];
  private readonly server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onRcptTo: ({ address }, _session, done) => {
      this.attempts += 1;
      this.recipients.push(address);
      if (this.trouble === 'refuses') return done(refusal(550));
      if (this.trouble === 'busy') return done(refusal(451));
      return done();
    },
    onData: (stream, _session, done) => {
      const parts: Buffer[] = [];
      stream.on('data', (part: Buffer) => parts.push(part));
      stream.on('end', () => {
        if (this.trouble === 'busy_over_text') return done(refusal(451));
        this.mails.push(Buffer.concat(parts).toString());
        if (this.trouble !== 'silent_over_text') done();
      });
    },
  });

  async start(): Promise<this> {
    // Connections that the client cuts off are part of the game.
    this.server.on('error', (error) => this.faults.push(error));
    const listening = this.server.listen(0, '127.0.0.1');
    await once(listening, 'listening');
    return this;
  }

  readonly faults: Error[] = [];

  get url(): string {
    return `smtp://127.0.0.1:${(this.server.server.address() as AddressInfo).port}`;
  }

  stop(): Promise<void> {
    return new Promise((resolve) => this.server.close(() => resolve()));
  }
}

const refusal = (responseCode: number): Error => Object.assign(new Error('not now'), { responseCode });
