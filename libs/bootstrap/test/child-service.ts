import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';
import { waitFor } from '@mesh/testing';

const HOOK = path.join(__dirname, 'run-typescript.cjs');

export interface Answer {
  readonly status: number;
  readonly body: string;
}

/** One of the services of these tests as a process of its own, with nothing of our environment but the path. */
export class ChildService {
  readonly child: ChildProcess;
  readonly said = { out: '', err: '' };
  readonly ended: Promise<number | null>;

  /** @param entry a file of this folder */
  constructor(entry: string, environment: Record<string, string>) {
    this.child = spawn(process.execPath, ['-r', HOOK, path.join(__dirname, entry)], {
      env: { PATH: process.env['PATH'], MANAGEMENT_PORT: '0', ...environment },
    });
    this.child.stdout?.on('data', (chunk: Buffer) => (this.said.out += chunk.toString()));
    this.child.stderr?.on('data', (chunk: Buffer) => (this.said.err += chunk.toString()));
    this.ended = new Promise((resolve) => this.child.once('exit', resolve));
  }

  /** How often an event was logged. */
  logged(event: string): number {
    return this.said.out.split(`"event":"${event}"`).length - 1;
  }

  /** The management port is open from before anything else is there. */
  url(): Promise<string> {
    return this.until('the management port', () => {
      const port = /"event":"service\.starting","management_port":(\d+)/.exec(this.said.out)?.[1];
      return port && `http://127.0.0.1:${port}`;
    });
  }

  async ready(): Promise<string> {
    await this.until('the service to be ready', () => this.logged('service.ready') > 0);
    return this.url();
  }

  async ask(route: string, timeoutMs = 2_000): Promise<Answer> {
    const response = await fetch(`${await this.url()}${route}`, { signal: AbortSignal.timeout(timeoutMs) });
    return { status: response.status, body: await response.text() };
  }

  stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<number | null> {
    this.child.kill(signal);
    return this.ended;
  }

  private async until<T>(what: string, condition: () => T | undefined | false): Promise<T> {
    const orEnded = () => {
      if (this.child.exitCode !== null) throw new Error('the process has ended');
      return condition();
    };
    return waitFor(what, orEnded, 30_000).catch((error: unknown) => {
      throw new Error(`${what}, but it said:\n${this.said.out}${this.said.err}`, { cause: error });
    });
  }
}
