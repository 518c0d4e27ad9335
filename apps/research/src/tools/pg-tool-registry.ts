import type { DiscoveredTool } from '@mesh/mcp';
import { type Sql, firstRow } from '@mesh/persistence';
import type { ServerRow, ToolAgent, ToolRow, UsableTool } from './tool';

const SERVER = 'name, url, sealed_token, tested_at, fault, created_at';
const TOOL = 'server, name, seen, seen_hash, accepted_hash, quarantined, risk, agents, customer_argument';

export const listServers = (sql: Sql, tenantId: string): Promise<ServerRow[]> =>
  sql.rows(`SELECT ${SERVER} FROM research.tool_servers WHERE tenant_id = $1 ORDER BY name`, [tenantId]);

export const findServer = (sql: Sql, tenantId: string, name: string): Promise<ServerRow | undefined> =>
  firstRow(sql, `SELECT ${SERVER} FROM research.tool_servers WHERE tenant_id = $1 AND name = $2`, [tenantId, name]);

/** Undefined when the name is taken. */
export function insertServer(
  sql: Sql,
  tenantId: string,
  server: { readonly name: string; readonly url: string; readonly sealedToken: string | null; readonly by: string },
): Promise<ServerRow | undefined> {
  return firstRow(
    sql,
    `INSERT INTO research.tool_servers (tenant_id, name, url, sealed_token, created_by) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT DO NOTHING RETURNING ${SERVER}`,
    [tenantId, server.name, server.url, server.sealedToken, server.by],
  );
}

export const deleteServer = (sql: Sql, tenantId: string, name: string): Promise<number> =>
  sql.run(`DELETE FROM research.tool_servers WHERE tenant_id = $1 AND name = $2`, [tenantId, name]);

export const listTools = (sql: Sql, tenantId: string): Promise<ToolRow[]> =>
  sql.rows(`SELECT ${TOOL} FROM research.tools WHERE tenant_id = $1 ORDER BY server, name`, [tenantId]);

/**
 * Notes what a server offers now. A tool that differs from what was accepted is quarantined; one that is gone is
 * forgotten, its acceptance too.
 */
export async function saveDiscovery(
  sql: Sql,
  tenantId: string,
  server: string,
  tools: readonly DiscoveredTool[],
): Promise<void> {
  await noteTest(sql, tenantId, server, null);
  const names = tools.map(({ name }) => name);
  await sql.run(`DELETE FROM research.tools WHERE tenant_id = $1 AND server = $2 AND name <> ALL($3::text[])`, [
    ...[tenantId, server, names],
  ]);
  for (const { name, hash, title, description, inputSchema, warnings } of tools) {
    await sql.run(
      `INSERT INTO research.tools (tenant_id, server, name, seen, seen_hash) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (tenant_id, server, name) DO UPDATE SET seen = excluded.seen, seen_hash = excluded.seen_hash,
         quarantined = tools.quarantined OR (tools.accepted_hash IS NOT NULL AND tools.accepted_hash <> excluded.seen_hash)`,
      [tenantId, server, name, JSON.stringify({ title, description, inputSchema, warnings }), hash],
    );
  }
}

/** @param fault the code of what went wrong; null: nothing did */
export const noteTest = (sql: Sql, tenantId: string, server: string, fault: string | null): Promise<number> =>
  sql.run(`UPDATE research.tool_servers SET tested_at = now(), fault = $3 WHERE tenant_id = $1 AND name = $2`, [
    ...[tenantId, server, fault],
  ]);

export interface Acceptance {
  readonly server: string;
  readonly name: string;
  /** What the admin has seen. */
  readonly hash: string;
  readonly risk: 'read' | 'write';
  readonly agents: readonly ToolAgent[];
  readonly customerArgument?: string | undefined;
  readonly by: string;
}

/** Undefined when the tool is not, or no longer, as the admin saw it. */
export function acceptTool(sql: Sql, tenantId: string, accepted: Acceptance): Promise<ToolRow | undefined> {
  const { server, name, hash, risk, agents, customerArgument, by } = accepted;
  return firstRow(
    sql,
    `UPDATE research.tools SET accepted_hash = seen_hash, quarantined = false, risk = $5, agents = $6,
       customer_argument = $7, accepted_by = $8
     WHERE tenant_id = $1 AND server = $2 AND name = $3 AND seen_hash = $4 RETURNING ${TOOL}`,
    [tenantId, server, name, hash, risk, agents, customerArgument ?? null, by],
  );
}

export const withdrawTool = (sql: Sql, tenantId: string, server: string, name: string): Promise<number> =>
  sql.run(
    `UPDATE research.tools SET accepted_hash = NULL, quarantined = false, agents = '{}'
     WHERE tenant_id = $1 AND server = $2 AND name = $3`,
    [tenantId, server, name],
  );

export const quarantineTool = (sql: Sql, tenantId: string, server: string, name: string): Promise<number> =>
  sql.run(`UPDATE research.tools SET quarantined = true WHERE tenant_id = $1 AND server = $2 AND name = $3`, [
    ...[tenantId, server, name],
  ]);

const USABLE = `
  SELECT t.server, t.name, t.accepted_hash AS hash, t.risk, t.customer_argument AS "customerArgument", s.url,
    s.sealed_token AS "sealedToken"
  FROM research.tools t JOIN research.tool_servers s ON s.tenant_id = t.tenant_id AND s.name = t.server
  WHERE t.tenant_id = $1 AND t.accepted_hash IS NOT NULL AND NOT t.quarantined`;

/** Undefined unless an admin accepted it as it is. */
export const usableTool = (sql: Sql, tenantId: string, server: string, name: string): Promise<UsableTool | undefined> =>
  firstRow(sql, `${USABLE} AND t.server = $2 AND t.name = $3`, [tenantId, server, name]);

export interface ToolChoice {
  readonly agent: ToolAgent;
  readonly most: number;
  /** The only ones, as `server/tool`; absent: all. */
  readonly only?: readonly string[] | undefined;
}

/** The tools that an agent may use by itself: they read, and they are about the customer of the ticket. */
export const toolsOfAgent = (sql: Sql, tenantId: string, { agent, most, only }: ToolChoice): Promise<UsableTool[]> =>
  sql.rows(
    `${USABLE} AND t.risk = 'read' AND t.customer_argument IS NOT NULL AND $2 = ANY(t.agents)
       AND ($4::text[] IS NULL OR t.server || '/' || t.name = ANY($4))
     ORDER BY t.server, t.name LIMIT $3`,
    [tenantId, agent, most, only ?? null],
  );
