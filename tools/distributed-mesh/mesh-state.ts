import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type * as ProcessInfo from '../../scripts/lib/process-info.mjs' with { 'resolution-mode': 'import' };
import { pause } from '../running-mesh/start-mesh';
import { scriptModule } from './script-modules';

/** What the keeper of a mesh writes down for the commands that look after it. */
export interface MeshState {
  /** Of the keeper. */
  readonly pid: number;
  readonly phase: 'starting' | 'ready';
  readonly url: string;
  readonly keyFile: string;
  readonly servers: readonly { readonly name: string; readonly address: string; readonly pid?: number | undefined }[];
  readonly processes: readonly {
    readonly name: string;
    readonly pid: number | undefined;
    readonly managementUrl: string;
    readonly logFile: string;
    readonly starts: number;
  }[];
}

/** The words by which a process of a mesh is known, so that a pid that was given away again is left alone. */
const OURS = /dist\/apps\/|kafka\.Kafka|redis-server/;

export class MeshStateFile {
  private readonly file: string;

  constructor(dataDir: string) {
    this.file = path.join(dataDir, 'mesh.json');
  }

  /** Undefined when no keeper is alive. */
  async read(): Promise<MeshState | undefined> {
    const state = this.lastWritten();
    const { isAlive } = await processInfo();
    return state !== undefined && isAlive(state.pid) ? state : undefined;
  }

  write(state: MeshState): void {
    mkdirSync(path.dirname(this.file), { recursive: true });
    const draft = `${this.file}.new`;
    writeFileSync(draft, `${JSON.stringify(state, undefined, 2)}\n`, { mode: 0o600 });
    renameSync(draft, this.file);
  }

  remove(): void {
    rmSync(this.file, { force: true });
  }

  /** Ends what a keeper that was killed has left behind. */
  async endOrphans(): Promise<void> {
    const state = this.lastWritten();
    if (state === undefined || (await this.read()) !== undefined) return;
    const { commandOf, isAlive } = await processInfo();
    const pids = [...state.processes, ...state.servers].flatMap(({ pid }) => (pid === undefined ? [] : [pid]));
    const orphans = pids.filter((pid) => OURS.test(commandOf(pid)));
    for (const pid of orphans) process.kill(pid, 'SIGKILL');
    while (orphans.some((pid) => isAlive(pid))) await pause(50);
  }

  private lastWritten(): MeshState | undefined {
    return existsSync(this.file) ? (JSON.parse(readFileSync(this.file, 'utf8')) as MeshState) : undefined;
  }
}

const processInfo = (): Promise<typeof ProcessInfo> => scriptModule<typeof ProcessInfo>('process-info.mjs');
