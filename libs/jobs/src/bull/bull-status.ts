import type { CountedJobs } from '../job-statuses';
import type { BullQueue } from './bull-queues';
import { STATUS } from './bull-scripts';

/** How many waiting jobs of a queue are looked at for their age. */
const SAMPLE = 500;

type Counts = [string, number, number, number, number, number, number];

/** The kinds of jobs of one queue. */
export async function statusOf(queue: BullQueue): Promise<CountedJobs[]> {
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
