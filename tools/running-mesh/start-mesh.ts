import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { MeshClient } from '@mesh/client';
import { freePort } from '../faults/free-port';

export interface StartOptions {
  /** Kept between starts of the same mesh; a throw-away folder when absent. */
  readonly dataDir?: string;
  readonly port?: number;
  readonly environment?: Readonly<Record<string, string>>;
  readonly readyMs?: number;
}

/** The embedded profile as a child process, reached as a user reaches it. */
export interface RunningMesh {
  readonly url: string;
  /** Health and metrics. */
  readonly managementUrl: string;
  readonly key: string;
  readonly client: MeshClient;
  readonly dataDir: string;
  readonly pid: number;
  /** What it has printed, the last 20,000 characters. */
  output(): string;
  /** Resolves with code or signal when it has ended. */
  readonly ended: Promise<number | string>;
  /** SIGTERM, and waits for the end. */
  stop(): Promise<void>;
  /** SIGKILL, and waits for the end. */
  kill(): Promise<void>;
  /** Removes a throw-away data folder. */
  remove(): void;
}

const MAIN = path.join(process.cwd(), 'dist/apps/standalone/src/main.js');

/** Starts a mesh and waits until it is ready. @throws Error with its last output when it is not */
export async function startMesh(options: StartOptions = {}): Promise<RunningMesh> {
  const mesh = await spawnMesh(options);
  const ready = await untilReady(mesh, options.readyMs ?? 60_000);
  if (ready) return mesh;
  await mesh.kill();
  throw new Error(`the mesh is not ready:\n${mesh.output()}`);
}

/** Starts a mesh without waiting: it may be meant to die. */
export async function spawnMesh(options: StartOptions = {}): Promise<RunningMesh> {
  const dataDir = options.dataDir ?? mkdtempSync(path.join(tmpdir(), 'support-mesh-'));
  const port = options.port ?? (await freePort());
  const managementPort = await freePort();
  const key = `key-${randomBytes(18).toString('hex')}`;
  const environment = {
    ...process.env,
    PORT: String(port),
    MANAGEMENT_PORT: String(managementPort),
    DATA_DIR: dataDir,
    MESH_ADMIN_KEY: key,
    ...options.environment,
  };
  const child = spawn(process.execPath, [MAIN], { env: environment });
  return running(child, {
    dataDir,
    port,
    managementPort,
    key: environment.MESH_ADMIN_KEY,
    temporary: options.dataDir === undefined,
  });
}

interface Settings {
  readonly dataDir: string;
  readonly port: number;
  readonly managementPort: number;
  readonly key: string;
  /** The data folder is ours to remove. */
  readonly temporary: boolean;
}

function running(child: ChildProcess, { dataDir, port, managementPort, key, temporary }: Settings): RunningMesh {
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk: Buffer) => {
      output = (output + chunk.toString()).slice(-20_000);
    });
  }
  const url = `http://127.0.0.1:${port}`;
  const ended = new Promise<number | string>((resolve) => {
    child.once('exit', (code, signal) => resolve(code ?? signal ?? 'unknown'));
  });
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    child.kill(signal);
    await ended;
  };
  return {
    url,
    managementUrl: `http://127.0.0.1:${managementPort}`,
    key,
    client: new MeshClient({ url, key }),
    dataDir,
    pid: child.pid ?? 0,
    output: () => output,
    ended,
    stop: () => end('SIGTERM'),
    kill: () => end('SIGKILL'),
    remove: () => {
      if (temporary) rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** True when it answers that it is ready, false when it ended or the time is over. */
export async function untilReady(mesh: RunningMesh, timeoutMs: number): Promise<boolean> {
  const deadline = Date.now() + timeoutMs;
  let over = false;
  void mesh.ended.then(() => (over = true));
  while (!over && Date.now() < deadline) {
    try {
      if ((await fetch(`${mesh.url}/health/ready`)).ok) return !over;
    } catch {
      // Nobody listens yet.
    }
    await pause(50);
  }
  return false;
}

export const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));

/** What the work comes to, or `late` when it takes longer; no timer is left behind. */
export async function within<T>(work: Promise<T>, milliseconds: number): Promise<T | 'late'> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<'late'>((resolve) => (timer = setTimeout(() => resolve('late'), milliseconds)));
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}
