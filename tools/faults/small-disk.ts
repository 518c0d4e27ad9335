import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, openSync, rmSync, rmdirSync, statfsSync, writeSync, closeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const PIECES = [1_048_576, 65_536, 4_096];
/** Left to grow after the size was cut down, so that others may write in between. */
const MARGIN_BYTES = 4_194_304;
const BALLAST = 'ballast';

/** A folder that is a disk of its own, in memory, and can be full. Needs the right to mount. */
export class SmallDisk {
  private constructor(
    readonly folder: string,
    private readonly megabytes: number,
  ) {}

  /** Why this process may not have such a disk; undefined when it may. */
  static refusal(): string | undefined {
    const folder = mkdtempSync(path.join(tmpdir(), 'mesh-disk-'));
    try {
      new SmallDisk(folder, 1).attach();
      run('umount', [folder]);
      return undefined;
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    } finally {
      rmdirSync(folder);
    }
  }

  /** @param megabytes as long as nobody fills it @throws Error with what `mount` said */
  static mount(folder: string, megabytes: number): SmallDisk {
    mkdirSync(folder, { recursive: true });
    const disk = new SmallDisk(folder, megabytes);
    disk.attach();
    return disk;
  }

  /** Leaves no room at all; again, when something was deleted meanwhile. */
  fill(): void {
    const { blocks, bavail, bsize } = statfsSync(this.folder);
    const used = (blocks - bavail) * bsize;
    if (bavail * bsize > 2 * MARGIN_BYTES) this.resize(used + MARGIN_BYTES);
    const ballast = openSync(path.join(this.folder, BALLAST), 'a');
    for (const bytes of PIECES) while (takes(ballast, bytes));
    closeSync(ballast);
  }

  get full(): boolean {
    return statfsSync(this.folder).bavail === 0;
  }

  /** Gives the space back. */
  clear(): void {
    rmSync(path.join(this.folder, BALLAST), { force: true });
    this.resize(this.megabytes * 1_048_576);
  }

  /** What lies on it stays in the folder. */
  unmount(): void {
    const kept = `${this.folder}.kept`;
    cpSync(this.folder, kept, { recursive: true });
    this.discard();
    cpSync(kept, this.folder, { recursive: true });
    rmSync(kept, { recursive: true });
  }

  /** What lies on it is gone. */
  discard(): void {
    run('umount', ['--lazy', this.folder]);
  }

  private attach(): void {
    run('mount', ['-t', 'tmpfs', '-o', `mode=0700,size=${this.megabytes}m`, 'mesh-disk', this.folder]);
  }

  private resize(bytes: number): void {
    run('mount', ['-o', `remount,size=${bytes}`, 'mesh-disk', this.folder]);
  }
}

function takes(file: number, bytes: number): boolean {
  try {
    return writeSync(file, Buffer.alloc(bytes)) === bytes;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOSPC') return false;
    throw error;
  }
}

function run(command: string, args: readonly string[]): void {
  const { status, stderr, error } = spawnSync(command, args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${command}: ${(error?.message ?? stderr).trim()}`);
}
