import { cpSync, lstatSync, mkdirSync, readdirSync } from 'node:fs';
import path from 'node:path';

/** Copies a folder that is being worked in: a file that goes away meanwhile is left out. */
export function copyTree(from: string, to: string, leaveOut: ReadonlySet<string>): void {
  mkdirSync(to, { recursive: true, mode: 0o700 });
  for (const name of readdirSync(from)) {
    if (!leaveOut.has(name)) unlessGone(() => copyEntry(path.join(from, name), path.join(to, name), leaveOut));
  }
}

function copyEntry(from: string, to: string, leaveOut: ReadonlySet<string>): void {
  if (lstatSync(from).isDirectory()) copyTree(from, to, leaveOut);
  else cpSync(from, to);
}

function unlessGone(copy: () => void): void {
  try {
    copy();
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
  }
}
