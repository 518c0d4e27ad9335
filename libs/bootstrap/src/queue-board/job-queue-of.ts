import type { DiscoveryService } from '@nestjs/core';
import { JobQueue } from '@mesh/jobs';

/** The job queue of a service; undefined for one that has no background work. */
export function jobQueueOf(discovery: DiscoveryService): JobQueue | undefined {
  const instances = discovery.getProviders().map((wrapper): unknown => wrapper.instance);
  return instances.find((instance) => instance instanceof JobQueue);
}
