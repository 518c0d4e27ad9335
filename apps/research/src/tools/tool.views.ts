import { ProblemException } from '@mesh/bootstrap';
import type { CallRow } from './pg-tool-calls';
import { type ServerRow, type ToolRow, statusOf } from './tool';

export interface ServerView {
  readonly name: string;
  readonly url: string;
  readonly hasToken: boolean;
  readonly testedAt: string | null;
  /** Code of the fault of the last test; null: there was none. */
  readonly fault: string | null;
  readonly createdAt: string;
}

export const serverView = (row: ServerRow): ServerView => ({
  name: row.name,
  url: row.url,
  hasToken: row.sealed_token !== null,
  testedAt: row.tested_at?.toISOString() ?? null,
  fault: row.fault,
  createdAt: row.created_at.toISOString(),
});

export const toolView = (row: ToolRow) => ({
  server: row.server,
  name: row.name,
  status: statusOf(row),
  ...row.seen,
  hash: row.seen_hash,
  risk: row.risk,
  agents: row.agents,
  customerArgument: row.customer_argument,
});
export type ToolView = ReturnType<typeof toolView>;

export const callView = (row: CallRow) => ({
  id: row.call_id,
  server: row.server,
  tool: row.tool,
  ticketId: row.ticket_id,
  arguments: row.arguments,
  contentHash: row.content_hash,
  status: row.status,
  code: row.code,
  texts: row.texts,
  askedBy: row.asked_by,
  decidedBy: row.decided_by,
  createdAt: row.created_at.toISOString(),
});
export type CallView = ReturnType<typeof callView>;

export const serverNotFound = (): ProblemException =>
  new ProblemException(404, 'TOOL_SERVER_NOT_FOUND', 'There is no tool server of this name.');
