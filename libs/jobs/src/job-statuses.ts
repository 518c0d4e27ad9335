import { DEFAULT_QUEUE, type JobDefinition } from './define-job';
import type { JobStatus } from './job-queue.port';

/** Jobs of one kind, counted where they are kept. */
export type CountedJobs = Omit<JobStatus, 'queue'> & { readonly queue?: string };

const NONE = { waiting: 0, delayed: 0, active: 0, failed: 0, completed: 0, oldestWaitingMs: 0 };

/** One status per kind that has jobs or that this process knows, by name. */
export function statusesOf(known: readonly JobDefinition[], counted: readonly CountedJobs[]): readonly JobStatus[] {
  const found = new Map<string, JobStatus>(known.map(({ name, queue }) => [name, { name, queue, ...NONE }]));
  for (const jobs of counted) {
    found.set(jobs.name, { ...jobs, queue: jobs.queue ?? found.get(jobs.name)?.queue ?? DEFAULT_QUEUE });
  }
  return [...found.values()].sort((left, right) => (left.name < right.name ? -1 : 1));
}
