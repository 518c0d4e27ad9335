import { Inject, Injectable } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import type { ConfigOf } from '@mesh/config';
import { BullJobQueue, type JobStatus } from '@mesh/jobs';
import type { RequestHandler } from 'express';
import { ServiceIdentity } from '../service/service-identity';
import { ServiceRegistry } from '../service/service-registry';
import { bullBoardPage } from './bull-board-page';
import { jobQueueOf } from './job-queue-of';
import { QueueBoardConfig } from './queue-board.config';

/** How the jobs of each service of the process are. */
export type JobsByService = Readonly<Record<string, readonly JobStatus[]>>;

export const BOARD_PATH = '/queues';

/** What an operator sees of the background work: the board of Bull, or figures where the jobs lie in Postgres. */
@Injectable()
export class QueueBoard {
  private opening: Promise<RequestHandler> | undefined;

  constructor(
    @Inject(DiscoveryService) private readonly discovery: DiscoveryService,
    @Inject(ServiceIdentity) private readonly service: ServiceIdentity,
    @Inject(ServiceRegistry) private readonly services: ServiceRegistry,
    @Inject(QueueBoardConfig.token) private readonly config: ConfigOf<typeof QueueBoardConfig>,
  ) {}

  /** Undefined where the jobs are not Bull's. @throws RetryableError while Redis is away and was never reached */
  page(): Promise<RequestHandler> | undefined {
    const queue = jobQueueOf(this.discovery);
    if (!(queue instanceof BullJobQueue)) return undefined;
    this.opening ??= this.open(queue);
    return this.opening;
  }

  async figures(): Promise<JobsByService> {
    const known = this.services.all().map(async (service) => [service.name, (await service.jobs?.()) ?? []] as const);
    return Object.fromEntries((await Promise.all(known)).filter(([, jobs]) => jobs.length > 0));
  }

  private async open(queue: BullJobQueue): Promise<RequestHandler> {
    try {
      const readOnly = this.config.QUEUE_BOARD_READ_ONLY;
      return await bullBoardPage(queue, { path: BOARD_PATH, service: this.service.name, readOnly });
    } catch (error) {
      this.opening = undefined;
      throw error;
    }
  }
}
