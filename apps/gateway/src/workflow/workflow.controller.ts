import { Controller, Get, Inject, Query, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';
import { PassThrough } from '../http/pass-through';
import { ApiJsonOrText } from '../openapi/json-or-text';
import { CurrentPrincipal, type Principal, May } from '../identity';

class WorkflowQuery extends createZodDto(z.strictObject({ format: z.enum(['json', 'mermaid']).default('json') })) {}

/** Nodes with what they do, routes with their rules and targets. */
class WorkflowView extends createZodDto(
  z.object({
    start: z.string(),
    nodes: z.array(z.looseObject({ name: z.string(), kind: z.string(), title: z.string() })),
    routes: z.array(z.looseObject({ name: z.string(), from: z.array(z.string()) })),
  }),
) {}

/** The graph that the supervisor runs, as data or drawn. */
@ApiTags('Workflow')
@ApiBearerAuth()
@Controller('v1/workflow')
export class WorkflowController {
  constructor(@Inject(PassThrough) private readonly passThrough: PassThrough) {}

  @Get()
  @ApiJsonOrText(WorkflowView, 'text/plain')
  @May('readWorkflow')
  read(
    @CurrentPrincipal() principal: Principal,
    @Res({ passthrough: true }) response: Response,
    @Query() query: WorkflowQuery,
  ): Promise<unknown> {
    const path = '/internal/workflow';
    return this.passThrough.answer(response, principal, 'supervisor', { method: 'GET', path, query: { ...query } });
  }
}
