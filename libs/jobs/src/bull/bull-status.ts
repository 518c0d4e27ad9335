import type { JobDefinition } from '../define-job';
import type { JobStatus } from '../job-queue.port';
import type { BullQueue } from './bull-queues';
import { STATUS } from './bull-scripts';

/** How many waiting jobs of a queue are looked at for their age. */
const SAMPLE = 500;

type Counts = [string, number, number, number, number, number, number];

/** The kinds of jobs of one queue. */
export async function statusOf(queue: BullQueue): Promise<JobStatus[]> {
  const keys = ['wait', 'paused', 'active', 'delayed', 'failed', 'completed'].map((type) => queue.toKey(type));
  const found = (await queue.client.eval(STATUS, keys.length, ...keys, queue.toKey(''), SAMPLE)) as Counts[];
  return found.map(([name, waiting, delayed, active, failed, completed, oldestWaitingMs]) => ({
    name,
    waiting,
    delayed,
    active,
    failed,
    completed,
    oldestWaitingMs,
  }));
}

/** Kinds that are known but have no job just now. */
export const emptyStatus = ({ name }: JobDefinition): JobStatus => ({
  name,
  waiting: 0,
  delayed: 0,
  active: 0,
  failed: 0,
  completed: 0,
  oldestWaitingMs: 0,
});

export const byName = (left: JobStatus, right: JobStatus): number => (left.name < right.name ? -1 : 1);
