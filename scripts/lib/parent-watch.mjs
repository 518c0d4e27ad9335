import { fstatSync } from 'node:fs';

const POLL_MS = 500;

/** Calls `gone` when the process that started this one has ended: its end of stdin closes, or another process takes its place. */
export function onParentGone(gone) {
  const stdin = fstatSync(0, { throwIfNoEntry: false });
  if (stdin?.isFIFO() || stdin?.isSocket()) {
    process.stdin.on('close', gone).on('error', gone).resume();
  }
  process.on('disconnect', gone);
  onParentReplaced(gone);
}

/** Calls `gone` when the process that started this one has ended, whatever happens to stdin. */
export function onParentReplaced(gone) {
  const parent = process.ppid;
  setInterval(() => process.ppid !== parent && gone(), POLL_MS).unref();
}
