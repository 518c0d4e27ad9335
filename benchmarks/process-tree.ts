import { readFileSync, readdirSync } from 'node:fs';

const TICKS_PER_SECOND = 100;
const PAGE_BYTES = 4096;

interface ProcessStat {
  readonly pid: number;
  readonly parent: number;
  readonly cpuSeconds: number;
  readonly rssBytes: number;
}

function statOf(pid: number): ProcessStat | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = text
      .slice(text.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number);
    // Fields from the third on: state, ppid, ... utime (14th), stime, cutime, cstime, ... rss (24th).
    const [parent = 0, utime = 0, stime = 0, cutime = 0, cstime = 0, rss = 0] = [1, 11, 12, 13, 14, 21].map(
      (index) => fields[index],
    );
    return {
      pid,
      parent,
      cpuSeconds: (utime + stime + cutime + cstime) / TICKS_PER_SECOND,
      rssBytes: rss * PAGE_BYTES,
    };
  } catch {
    return undefined; // It ended between the listing and the reading.
  }
}

/** A process and everything below it, from /proc. */
export function processTree(root: number): ProcessStat[] {
  const all = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => statOf(Number(name)) ?? []);
  const wanted = new Set([root]);
  for (let grown = true; grown;) {
    const before = wanted.size;
    for (const stat of all) if (wanted.has(stat.parent)) wanted.add(stat.pid);
    grown = wanted.size > before;
  }
  return all.filter((stat) => wanted.has(stat.pid));
}

/** CPU seconds used so far by a process and everything below it, servers included. */
export const cpuSecondsOf = (root: number): number => processTree(root).reduce((sum, stat) => sum + stat.cpuSeconds, 0);

/** Resident memory of one process, in MiB. */
export const rssMbOf = (pid: number): number => (statOf(pid)?.rssBytes ?? 0) / 1024 / 1024;
