import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import path from 'node:path';
import type { ServiceName } from '@mesh/contracts';

export interface ProcessSettings {
  readonly service: ServiceName;
  /** 1, 2, ... */
  readonly replica: number;
  readonly managementPort: number;
  readonly logFile: string;
  readonly environment: NodeJS.ProcessEnv;
  /** Told of every end that nobody asked for. */
  readonly onExit: (process: ServiceProcess, end: number | string) => void;
}

/** One service as a process of its own, to be killed, paused and started again on the same ports. */
export class ServiceProcess {
  private child: ChildProcess | undefined;
  private ended: Promise<number | string> = Promise.resolve('never started');
  private asked = false;
  /** How often it was started. */
  starts = 0;

  constructor(private readonly settings: ProcessSettings) {}

  get name(): string {
    return `${this.settings.service}-${this.settings.replica}`;
  }

  get service(): ServiceName {
    return this.settings.service;
  }

  get replica(): number {
    return this.settings.replica;
  }

  get managementUrl(): string {
    return `http://127.0.0.1:${this.settings.managementPort}`;
  }

  get logFile(): string {
    return this.settings.logFile;
  }

  /** Undefined when it does not run. */
  get pid(): number | undefined {
    return this.child?.exitCode === null && this.child.signalCode === null ? this.child.pid : undefined;
  }

  /** @param extra variables of this one life */
  start(extra: NodeJS.ProcessEnv = {}): void {
    if (this.pid !== undefined) return;
    const log = openSync(this.settings.logFile, 'a', 0o600);
    const main = path.join(process.cwd(), `dist/apps/${this.settings.service}/src/main.js`);
    // A group of its own: a Ctrl-C for the starter must not end what the starter still wants to drain.
    const child = spawn(process.execPath, [...NODE_OPTIONS, main], {
      env: { ...this.settings.environment, ...extra },
      stdio: ['ignore', log, log],
      detached: true,
    });
    closeSync(log);
    this.child = child;
    this.asked = false;
    this.starts += 1;
    this.ended = new Promise((resolve) => {
      child.once('error', (error) => resolve(error.message));
      child.once('exit', (code, signal) => resolve(code ?? signal ?? 'unknown'));
    });
    void this.ended.then((end) => {
      if (!this.asked && this.child === child) this.settings.onExit(this, end);
    });
  }

  /** SIGTERM, and waits for the end: the exit code, or the signal that ended it. */
  stop(): Promise<number | string> {
    this.asked = true;
    this.signal('SIGTERM');
    return this.ended;
  }

  /** SIGKILL, and waits for the end. */
  async kill(): Promise<void> {
    this.asked = true;
    this.signal('SIGKILL');
    await this.ended;
  }

  /** Stands still until `resume`, connections open: a machine that hangs. */
  pause(): void {
    this.signal('SIGSTOP');
  }

  resume(): void {
    this.signal('SIGCONT');
  }

  /** Resolves with the exit code or signal of the life that runs now. */
  untilEnd(): Promise<number | string> {
    return this.ended;
  }

  /** Whether it says that it can do its work, all of it: a part in trouble counts, even one that others do without. */
  async isReady(): Promise<boolean> {
    const response = await this.ask('/health/ready');
    return response?.ok === true && !(await response.text()).includes('"degraded"');
  }

  async isLive(): Promise<boolean> {
    return (await this.ask('/health/live'))?.ok ?? false;
  }

  private async ask(where: string): Promise<Response | undefined> {
    try {
      return await fetch(`${this.managementUrl}${where}`, { signal: AbortSignal.timeout(3_000) });
    } catch {
      return undefined;
    }
  }

  private signal(signal: NodeJS.Signals): void {
    const { pid } = this;
    if (pid !== undefined) process.kill(pid, signal);
  }
}

const NODE_OPTIONS = ['--enable-source-maps'];
