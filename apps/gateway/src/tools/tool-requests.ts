import { Inject, Injectable } from '@nestjs/common';
import { statusProblem } from '@mesh/bootstrap';
import { ApiDatabase } from '@mesh/persistence';
import type { Response } from 'express';
import { type PassedRequest, PassThrough } from '../http/pass-through';
import { AdminActs, type Principal } from '../identity';
import { findTicket } from '../tickets/ticket-row';

/** What is to stand in the audit log once research has done it. */
export interface ToolAct {
  readonly action: string;
  readonly subject: string;
  readonly details?: Readonly<Record<string, string>>;
}

/** Research owns tool servers, tools and their calls; acts of people are recorded here. */
@Injectable()
export class ToolRequests {
  constructor(
    @Inject(PassThrough) private readonly passThrough: PassThrough,
    @Inject(AdminActs) private readonly acts: AdminActs,
    @Inject(ApiDatabase) private readonly database: ApiDatabase,
  ) {}

  read(response: Response, principal: Principal, path: string): Promise<unknown> {
    return this.passThrough.answer(response, principal, 'research', { method: 'GET', path });
  }

  async act(response: Response, principal: Principal, request: PassedRequest, act: ToolAct): Promise<unknown> {
    const result = await this.passThrough.answer(response, principal, 'research', request);
    const { action, ...record } = act;
    return this.acts.perform({ principal, action }, () => Promise.resolve({ result, ...record }));
  }

  /** Whose ticket it is. @throws ProblemException 404 */
  async customerOf({ tenantId }: Principal, ticketId: string): Promise<string> {
    const ticket = await this.database.inTenant(tenantId, (sql) => findTicket({ tenantId, sql }, ticketId));
    if (!ticket) throw statusProblem(404);
    return ticket.customer_id;
  }
}

/** Tools answer within their own limits, which are longer than those of the mesh. */
export const TOOL_TIMEOUT_MS = 30_000;
