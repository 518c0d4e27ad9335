import { Controller, Get, Inject, Param, Query, Res, UseGuards } from '@nestjs/common';
import { Caller, type InternalCaller, InternalGuard, ProblemException } from '@mesh/bootstrap';
import { WorkerDatabase } from '@mesh/persistence';
import type { Response } from 'express';
import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';
import { type Snapshot, WorkflowStore } from '../store/workflow-store.port';
import { toJson, toMermaid } from '../workflow/graph/draw-graph';
import { WORKFLOW } from '../workflow/graph/workflow-graph';

export class WorkflowFormat extends createZodDto(
  z.strictObject({ format: z.enum(['json', 'mermaid']).default('json') }),
) {}
export class WorkflowTicket extends createZodDto(z.object({ ticketId: z.uuid() })) {}
export class HistoryQuery extends createZodDto(
  z.strictObject({
    after: z.coerce.number().int().min(0).default(0),
    limit: z.coerce.number().int().min(1).max(200).default(100),
  }),
) {}

/** The graph that runs, and what happened to one ticket of the caller's tenant. */
@Controller('internal/workflow')
@UseGuards(InternalGuard)
export class WorkflowController {
  constructor(
    @Inject(WorkflowStore) private readonly store: WorkflowStore,
    @Inject(WorkerDatabase) private readonly database: WorkerDatabase,
  ) {}

  /** The graph: nodes and routes as JSON, or the text of a Mermaid flowchart. */
  @Get()
  show(@Query() { format }: WorkflowFormat, @Res({ passthrough: true }) response: Response) {
    if (format === 'json') return toJson(WORKFLOW);
    response.type('text/plain');
    return toMermaid(WORKFLOW);
  }

  /** Every transition of a ticket, oldest first; `next` is the `after` of the next page. */
  @Get(':ticketId/history')
  async history(
    @Caller() { tenantId }: InternalCaller,
    @Param() { ticketId }: WorkflowTicket,
    @Query() { after, limit }: HistoryQuery,
  ): Promise<{ items: Snapshot[]; next: number | null }> {
    const items = await this.database.inTenant(tenantId, (sql) =>
      this.store.history({ sql, tenantId }, ticketId, { after, limit }),
    );
    if (items.length === 0 && after === 0) {
      throw new ProblemException(404, 'WORKFLOW_NOT_FOUND', 'No turn of this ticket has been started.');
    }
    return { items, next: items.length === limit ? (items.at(-1)?.version ?? null) : null };
  }
}
