import { type Socket, connect } from 'node:net';

/** What happens to the bytes of the connections; nothing set means that they pass. */
export interface Trouble {
  /** Every answer arrives this much later. */
  readonly latencyMs?: number;
  /** Chance in percent that a piece of a request is answered by a reset of the connection. */
  readonly resetPercent?: number;
  /** Nothing passes, in either direction; what was on its way arrives afterwards. */
  readonly blackhole?: boolean;
  /** Requests arrive, answers are lost; afterwards the connection is reset. */
  readonly dropResponses?: boolean;
  /** Open connections are reset, new ones refused. */
  readonly refuse?: boolean;
}

export interface Target {
  readonly host: string;
  readonly port: number;
}

export interface ConnectionParts {
  readonly client: Socket;
  readonly target: Target;
  /** The trouble of now. */
  readonly trouble: () => Trouble;
  readonly random: () => number;
  readonly onRequest: (bytes: Buffer) => void;
  readonly onAnswer: (bytes: Buffer) => void;
  readonly onReset: () => void;
}

/** A client's connection and the one behind it. */
export class ProxiedConnection {
  private readonly server: Socket;
  private hasLostBytes = false;
  private isSilent = false;
  private answers = Promise.resolve();

  constructor(private readonly parts: ConnectionParts) {
    const { client, target } = parts;
    this.server = connect(target.port, target.host);
    for (const socket of [client, this.server]) {
      socket.setNoDelay(true);
      socket.on('error', () => this.end());
    }
    client.on('data', (bytes) => this.request(bytes)).on('end', () => this.server.end());
    this.server.on('data', (bytes) => this.answer(bytes)).on('end', () => this.afterAnswers(() => client.end()));
    client.on('close', () => this.server.destroy());
    this.server.on('close', () => this.afterAnswers(() => client.destroy()));
    this.adapt();
  }

  /** Takes up a changed trouble. */
  adapt(): void {
    const { blackhole, refuse, dropResponses } = this.parts.trouble();
    if (refuse || (this.hasLostBytes && !dropResponses)) return this.reset();
    for (const socket of [this.parts.client, this.server]) {
      if (blackhole || this.isSilent) socket.pause();
      else socket.resume();
    }
  }

  /** Nothing passes any more; it stays open. */
  silence(): void {
    this.isSilent = true;
    this.adapt();
  }

  reset(): void {
    this.parts.client.resetAndDestroy();
    this.server.destroy();
  }

  private end(): void {
    this.parts.client.destroy();
    this.server.destroy();
  }

  private request(bytes: Buffer): void {
    const { trouble, random, onRequest, onReset } = this.parts;
    onRequest(bytes);
    if (random() * 100 < (trouble().resetPercent ?? 0)) {
      onReset();
      return this.reset();
    }
    this.server.write(bytes);
  }

  private answer(bytes: Buffer): void {
    const { latencyMs = 0, dropResponses } = this.parts.trouble();
    if (dropResponses) this.hasLostBytes = true;
    else this.deliver(bytes, performance.now() + latencyMs);
    this.parts.onAnswer(bytes);
  }

  /** In order, whatever the latency was when each piece came. */
  private deliver(bytes: Buffer, due: number): void {
    const waitMs = due - performance.now();
    this.afterAnswers(async () => {
      if (waitMs > 0) await new Promise((resolve) => setTimeout(resolve, Math.max(0, due - performance.now())));
      if (!this.parts.client.destroyed) this.parts.client.write(bytes);
    });
  }

  private afterAnswers(step: () => unknown): void {
    this.answers = this.answers.then(async () => void (await step()));
  }
}
