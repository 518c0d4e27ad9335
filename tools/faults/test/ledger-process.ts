import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';
import type { DatabaseUrls } from '@mesh/persistence';
import { waitFor } from '@mesh/testing';

const LOADER = path.resolve(__dirname, '../../../libs/bootstrap/test/run-typescript.cjs');
const START_MS = 60_000;

type LogLine = Readonly<Record<string, unknown>>;

export interface LedgerProcessOptions {
  readonly environment?: Readonly<Record<string, string>>;
  /** Scripts that are loaded before anything else. */
  readonly preload?: readonly string[];
}

/** The ledger service as a process of its own, run as production runs a service. */
export class LedgerProcess {
  private readonly lines: LogLine[] = [];

  private constructor(private readonly child: ChildProcess) {
    if (child.stdout) createInterface({ input: child.stdout }).on('line', (line) => this.read(line));
  }

  static async start(urls: DatabaseUrls, { environment = {}, preload = [] }: LedgerProcessOptions = {}) {
    const scripts = [...preload, LOADER].flatMap((script) => ['-r', script]);
    const child = spawn(process.execPath, [...scripts, path.join(__dirname, 'run-ledger-service.ts')], {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: {
        PATH: process.env['PATH'],
        MESH_ENVIRONMENT: 'testing',
        DATABASE_API_URL: urls.api,
        DATABASE_WORKER_URL: urls.worker,
        DATABASE_MAX_CONNECTIONS: '4',
        INTERNAL_TOKEN_SECRET: 'internal-token-secret-of-the-tests',
        MANAGEMENT_PORT: '0',
        INBOX_POLL_MS: '50',
        ...environment,
      },
    });
    const service = new LedgerProcess(child);
    await service.ready(START_MS);
    return service;
  }

  get pid(): number {
    return this.child.pid ?? 0;
  }

  get exited(): boolean {
    return this.child.exitCode !== null || this.child.signalCode !== null;
  }

  /** Waits until the service says that it is ready. @throws Error when it does not in time, or has ended */
  async ready(timeoutMs: number): Promise<void> {
    await waitFor('the service to be ready', () => this.exited || this.isReady(), timeoutMs);
    if (this.exited) throw new Error('the service has ended');
  }

  isReady(): Promise<boolean> {
    return this.answers('/health/ready');
  }

  logged(event: string): LogLine[] {
    return this.lines.filter((line) => line['event'] === event);
  }

  async metrics(): Promise<string> {
    return (await fetch(`${this.url}/metrics`)).text();
  }

  async stop(): Promise<void> {
    if (this.exited) return;
    const gone = once(this.child, 'exit');
    this.child.kill('SIGTERM');
    await gone;
  }

  private get url(): string {
    return `http://127.0.0.1:${String(this.logged('service.ready')[0]?.['management_port'])}`;
  }

  private async answers(where: string): Promise<boolean> {
    if (this.logged('service.ready').length === 0) return false;
    return (await fetch(`${this.url}${where}`)).status === 200;
  }

  private read(line: string): void {
    if (line.startsWith('{')) this.lines.push(JSON.parse(line) as LogLine);
  }
}
