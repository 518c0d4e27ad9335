import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { pause } from '../running-mesh/start-mesh';
import { type MeshState, MeshStateFile } from './mesh-state';

const START_MS = 10 * 60_000;
const STOP_MS = 120_000;
const LAST_LINES = 20;

/** `mesh:up`, `mesh:down` and `mesh:status` on servers of this machine. */
export class NativeCommands {
  private readonly file: MeshStateFile;

  constructor(
    private readonly dataDir: string,
    private readonly say: (line: string) => void,
  ) {
    this.file = new MeshStateFile(dataDir);
  }

  /** @throws Error with the last lines of the keeper when the mesh does not become ready */
  async up(): Promise<void> {
    const running = await this.file.read();
    if (running?.phase === 'ready') return this.show(running);
    const log = path.join(this.dataDir, 'keeper.log');
    const keeper = running === undefined ? this.startKeeper(log) : undefined;
    const deadline = Date.now() + START_MS;
    while ((await this.file.read())?.phase !== 'ready') {
      if (keeper?.ended() || Date.now() > deadline) throw new Error(`the mesh did not start:\n${lastLines(log)}`);
      await pause(200);
    }
    return this.status();
  }

  async down(): Promise<void> {
    const state = await this.file.read();
    if (state === undefined) return this.say('no mesh is running');
    process.kill(state.pid, 'SIGTERM');
    const deadline = Date.now() + STOP_MS;
    while ((await this.file.read()) !== undefined) {
      if (Date.now() > deadline) throw new Error(`the keeper ${state.pid} did not end in ${STOP_MS / 1000} s`);
      await pause(100);
    }
    this.say('the mesh has stopped; its data stay');
  }

  async status(): Promise<void> {
    const state = await this.file.read();
    if (state === undefined) {
      this.say('no mesh is running');
      process.exitCode = 1;
      return;
    }
    await this.show(state);
  }

  private async show(state: MeshState): Promise<void> {
    for (const { name, address, pid } of state.servers) this.say(row(name, pid ? `pid ${pid}` : '', address));
    const ready = await Promise.all(state.processes.map(({ managementUrl }) => readinessOf(managementUrl)));
    state.processes.forEach(({ name, pid, managementUrl, starts }, index) => {
      const again = starts > 1 ? `, started ${starts} times` : '';
      this.say(row(name, `pid ${pid ?? '-'}`, `${managementUrl}  ${ready[index]}${again}`));
    });
    if (state.phase === 'starting') return this.say('the mesh is starting');
    this.say(`API ${state.url}/v1, key in ${path.relative(process.cwd(), state.keyFile)}`);
    if (ready.some((text) => text !== 'ready')) process.exitCode = 1;
  }

  private startKeeper(log: string): { ended: () => boolean } {
    mkdirSync(this.dataDir, { recursive: true });
    const output = openSync(log, 'w', 0o600);
    const keeper = spawn(process.execPath, [path.join(__dirname, 'main.js'), 'keep'], {
      detached: true,
      stdio: ['ignore', output, output],
    });
    closeSync(output);
    keeper.unref();
    return { ended: () => keeper.exitCode !== null || keeper.signalCode !== null };
  }
}

interface PartHealth {
  readonly status: string;
  readonly code?: string;
  readonly degraded?: string;
}

async function readinessOf(managementUrl: string): Promise<string> {
  try {
    const response = await fetch(`${managementUrl}/health/ready`, { signal: AbortSignal.timeout(3_000) });
    const { details = {} } = (await response.json()) as { details?: Readonly<Record<string, PartHealth>> };
    const degraded = Object.entries(details).filter(([, part]) => part.degraded !== undefined);
    if (response.ok && degraded.length === 0) return 'ready';
    if (response.ok) return `ready without: ${degraded.map(([name, part]) => `${name} (${part.degraded})`).join(', ')}`;
    const down = Object.entries(details).filter(([, { status }]) => status !== 'up');
    return `not ready: ${down.map(([name, { code = 'down' }]) => `${name} (${code})`).join(', ')}`;
  } catch {
    return 'does not answer';
  }
}

const row = (name: string, id: string, rest: string): string => `  ${name.padEnd(14)} ${id.padEnd(12)} ${rest}`;

const lastLines = (file: string): string => readFileSync(file, 'utf8').trim().split('\n').slice(-LAST_LINES).join('\n');
