import { type Sql, firstRow } from '@mesh/persistence';

export type CallStatus = 'waiting' | 'rejected' | 'running' | 'done' | 'failed' | 'unknown';

/** A call of a tool that writes: asked for by a person, decided by a person, made at most once. */
export interface CallRow {
  readonly call_id: string;
  readonly server: string;
  readonly tool: string;
  readonly tool_hash: string;
  readonly ticket_id: string;
  readonly customer_id: string;
  readonly arguments: Readonly<Record<string, unknown>>;
  readonly content_hash: string;
  readonly status: CallStatus;
  readonly code: string | null;
  readonly texts: readonly string[];
  readonly asked_by: string;
  readonly decided_by: string | null;
  readonly created_at: Date;
}

/** Whoever ran a call for longer than this is gone, and what became of it nobody knows. */
const COLUMNS = `call_id, server, tool, tool_hash, ticket_id, customer_id, arguments, content_hash,
  CASE WHEN status = 'running' AND decided_at < now() - interval '2 minutes' THEN 'unknown' ELSE status END AS status,
  code, texts, asked_by, decided_by, created_at`;

export type NewCall = Pick<
  CallRow,
  'call_id' | 'server' | 'tool' | 'tool_hash' | 'ticket_id' | 'customer_id' | 'arguments' | 'content_hash' | 'asked_by'
>;

export async function insertCall(sql: Sql, tenantId: string, call: NewCall): Promise<CallRow> {
  const [row] = await sql.rows<CallRow>(
    `INSERT INTO research.tool_calls (tenant_id, call_id, server, tool, tool_hash, ticket_id, customer_id, arguments,
       content_hash, asked_by, status)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 'waiting') RETURNING ${COLUMNS}`,
    [
      ...[tenantId, call.call_id, call.server, call.tool, call.tool_hash, call.ticket_id, call.customer_id],
      ...[JSON.stringify(call.arguments), call.content_hash, call.asked_by],
    ],
  );
  if (!row) throw new TypeError('an insert returns its row');
  return row;
}

/** Newest first. */
export const listCalls = (sql: Sql, tenantId: string): Promise<CallRow[]> =>
  sql.rows(`SELECT ${COLUMNS} FROM research.tool_calls WHERE tenant_id = $1 ORDER BY call_id DESC LIMIT 100`, [
    tenantId,
  ]);

export const findCall = (sql: Sql, tenantId: string, id: string): Promise<CallRow | undefined> =>
  firstRow(sql, `SELECT ${COLUMNS} FROM research.tool_calls WHERE tenant_id = $1 AND call_id = $2`, [tenantId, id]);

/** Undefined when it was decided before, or is not what was shown: of many deciders one gets the row. */
export const decideCall = (
  sql: Sql,
  tenantId: string,
  decided: {
    readonly id: string;
    readonly contentHash: string;
    readonly to: 'running' | 'rejected';
    readonly by: string;
  },
): Promise<CallRow | undefined> =>
  firstRow(
    sql,
    `UPDATE research.tool_calls SET status = $4, decided_by = $5, decided_at = now()
     WHERE tenant_id = $1 AND call_id = $2 AND content_hash = $3 AND status = 'waiting' RETURNING ${COLUMNS}`,
    [tenantId, decided.id, decided.contentHash, decided.to, decided.by],
  );

export interface CallEnd {
  readonly id: string;
  readonly status: 'done' | 'failed' | 'unknown';
  readonly code: string | null;
  readonly texts: readonly string[];
}

export const endCall = (sql: Sql, tenantId: string, end: CallEnd): Promise<CallRow | undefined> =>
  firstRow(
    sql,
    `UPDATE research.tool_calls SET status = $3, code = $4, texts = $5
     WHERE tenant_id = $1 AND call_id = $2 RETURNING ${COLUMNS}`,
    [tenantId, end.id, end.status, end.code, end.texts],
  );

export const forgetCallsOf = (sql: Sql, tenantId: string, customerId: string): Promise<number> =>
  sql.run(`DELETE FROM research.tool_calls WHERE tenant_id = $1 AND customer_id = $2`, [tenantId, customerId]);
