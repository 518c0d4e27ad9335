import { closeSync, existsSync, mkdirSync, openSync, renameSync, statSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

const LARGEST_BYTES = 32 * 1024 * 1024;

/** Appends lines to a file at once, so that the last line before a crash is there. A large one is put aside at start. */
export class LogFile {
  private readonly descriptor: number;

  constructor(readonly path: string) {
    mkdirSync(dirname(path), { recursive: true });
    if (existsSync(path) && statSync(path).size > LARGEST_BYTES) renameSync(path, `${path}.1`);
    this.descriptor = openSync(path, 'a', 0o600);
  }

  write(line: string): void {
    writeSync(this.descriptor, line);
  }

  close(): void {
    closeSync(this.descriptor);
  }
}
