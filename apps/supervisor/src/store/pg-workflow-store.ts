import { Injectable } from '@nestjs/common';
import { RetryableError, TerminalError } from '@mesh/kernel';
import { firstRow, isUniqueViolation } from '@mesh/persistence';
import type { TextChanges } from '../advance/text-changes';
import type { SomeTexts } from '../advance/turn-texts';
import type { Decision } from '../workflow/decide/decision';
import type { TextName } from '../workflow/state/values';
import { type WorkflowState, restoreState } from '../workflow/state/workflow-state';
import {
  type HistoryPage,
  type Snapshot,
  type StoreScope,
  TICKET_OF_ANOTHER_TENANT,
  WorkflowStore,
} from './workflow-store.port';

const LOCK = `SELECT state FROM supervisor.workflows WHERE tenant_id = $1 AND ticket_id = $2 FOR UPDATE`;

/** State and snapshot in one statement; it writes nothing when somebody else made the transition. */
const SAVE = `
  WITH saved AS (
    INSERT INTO supervisor.workflows AS w (tenant_id, ticket_id, turn, version, sequence, status, node, state)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
    ON CONFLICT (tenant_id, ticket_id) DO UPDATE
      SET turn = excluded.turn, version = excluded.version, sequence = excluded.sequence, status = excluded.status,
          node = excluded.node, state = excluded.state, updated_at = now()
      WHERE w.version = excluded.version - 1
    RETURNING tenant_id, ticket_id, version, state
  )
  INSERT INTO supervisor.snapshots (tenant_id, ticket_id, version, input, ignored, state)
  SELECT tenant_id, ticket_id, version, $9, $10, state FROM saved`;

const READ_TEXTS = `
  SELECT name, body FROM supervisor.turn_texts WHERE tenant_id = $1 AND ticket_id = $2 AND name = ANY($3::text[])`;

const WRITE_TEXTS = `
  INSERT INTO supervisor.turn_texts (tenant_id, ticket_id, turn, name, hash, body)
  SELECT $1, $2, $3, name, hash, body FROM unnest($4::text[], $5::text[], $6::text[]) AS new (name, hash, body)
  ON CONFLICT (tenant_id, ticket_id, name) DO UPDATE
    SET turn = excluded.turn, hash = excluded.hash, body = excluded.body`;

const REMOVE_TEXTS = `
  DELETE FROM supervisor.turn_texts WHERE tenant_id = $1 AND ticket_id = $2 AND name = ANY($3::text[])`;

const OPEN_TICKETS = `
  SELECT ticket_id FROM supervisor.workflows
  WHERE tenant_id = $1 AND ticket_id = ANY($2::uuid[]) AND node NOT IN ('resolved', 'closed')
  ORDER BY ticket_id`;

const DELETE_TEXTS = `DELETE FROM supervisor.turn_texts WHERE tenant_id = $1 AND ticket_id = ANY($2::uuid[])`;

const HISTORY = `
  SELECT version, input, ignored, state, at FROM supervisor.snapshots
  WHERE tenant_id = $1 AND ticket_id = $2 AND version > $3 ORDER BY version LIMIT $4`;

@Injectable()
export class PgWorkflowStore extends WorkflowStore {
  async lock({ sql, tenantId }: StoreScope, ticketId: string): Promise<WorkflowState | undefined> {
    const row = await firstRow<{ state: WorkflowState }>(sql, LOCK, [tenantId, ticketId]);
    return row && restoreState(row.state);
  }

  async save({ sql, tenantId }: StoreScope, input: string, { state, ignored }: Decision): Promise<void> {
    const { ticketId, turn, version, sequence, status, position } = state;
    const row = [tenantId, ticketId, turn, version, sequence, status, position.node, JSON.stringify(state)];
    const saved = await sql.run(SAVE, [...row, input, ignored]).catch((error: unknown) => refuse(error));
    if (saved !== 1) {
      throw new RetryableError('WORKFLOW_CHANGED', 'the workflow was changed at the same time', { version });
    }
  }

  async readTexts({ sql, tenantId }: StoreScope, ticketId: string, names: readonly TextName[]): Promise<SomeTexts> {
    if (names.length === 0) return {};
    const rows = await sql.rows<{ name: TextName; body: string }>(READ_TEXTS, [tenantId, ticketId, names]);
    return Object.fromEntries(rows.map(({ name, body }) => [name, JSON.parse(body) as unknown]));
  }

  async changeTexts({ sql, tenantId }: StoreScope, state: WorkflowState, changes: TextChanges): Promise<void> {
    const { write, remove } = changes;
    const { ticketId, turn } = state;
    if (remove.length > 0) await sql.run(REMOVE_TEXTS, [tenantId, ticketId, remove]);
    if (write.length === 0) return;
    const names = write.map(({ name }) => name);
    const hashes = write.map(({ hash }) => hash);
    const bodies = write.map(({ text }) => JSON.stringify(text));
    await sql.run(WRITE_TEXTS, [tenantId, ticketId, turn, names, hashes, bodies]);
  }

  async openTickets({ sql, tenantId }: StoreScope, ticketIds: readonly string[]): Promise<string[]> {
    const rows = await sql.rows<{ ticket_id: string }>(OPEN_TICKETS, [tenantId, ticketIds]);
    return rows.map((row) => row.ticket_id);
  }

  deleteTexts({ sql, tenantId }: StoreScope, ticketIds: readonly string[]): Promise<number> {
    return sql.run(DELETE_TEXTS, [tenantId, ticketIds]);
  }

  async history({ sql, tenantId }: StoreScope, ticketId: string, { after, limit }: HistoryPage): Promise<Snapshot[]> {
    const rows = await sql.rows<Omit<Snapshot, 'at'> & { at: Date }>(HISTORY, [tenantId, ticketId, after, limit]);
    return rows.map((row) => ({ ...row, at: row.at.toISOString() }));
  }
}

function refuse(error: unknown): never {
  if (!isUniqueViolation(error, 'workflows_owner')) throw error;
  throw new TerminalError(TICKET_OF_ANOTHER_TENANT, 'the ticket belongs to another tenant', {}, { cause: error });
}
