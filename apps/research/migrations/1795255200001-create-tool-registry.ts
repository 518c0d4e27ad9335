import { protectTable } from '@mesh/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateToolRegistry1795255200001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of TABLES) await runner.query(statement);
    const all = 'SELECT, INSERT, UPDATE, DELETE';
    await protectTable(runner, 'research.tool_servers', { api: all, worker: 'SELECT' });
    await protectTable(runner, 'research.tools', { api: all, worker: 'SELECT, UPDATE' });
    await protectTable(runner, 'research.tool_calls', { api: all, worker: 'SELECT, DELETE' });
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['tool_calls', 'tools', 'tool_servers']) await runner.query(`DROP TABLE research.${table}`);
  }
}

const TABLES = [
  `CREATE TABLE research.tool_servers (
    tenant_id text NOT NULL,
    name text NOT NULL,
    url text NOT NULL,
    sealed_token text,
    created_by text NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    tested_at timestamptz,
    fault text,
    PRIMARY KEY (tenant_id, name)
  )`,
  `CREATE TABLE research.tools (
    tenant_id text NOT NULL,
    server text NOT NULL,
    name text NOT NULL,
    seen jsonb NOT NULL,
    seen_hash text NOT NULL,
    accepted_hash text,
    quarantined boolean NOT NULL DEFAULT false,
    risk text CHECK (risk IN ('read', 'write')),
    agents text[] NOT NULL DEFAULT '{}',
    customer_argument text,
    accepted_by text,
    PRIMARY KEY (tenant_id, server, name),
    FOREIGN KEY (tenant_id, server) REFERENCES research.tool_servers ON DELETE CASCADE,
    CHECK (accepted_hash IS NULL OR risk IS NOT NULL)
  )`,
  `CREATE TABLE research.tool_calls (
    tenant_id text NOT NULL,
    call_id uuid NOT NULL,
    server text NOT NULL,
    tool text NOT NULL,
    tool_hash text NOT NULL,
    ticket_id uuid NOT NULL,
    customer_id text NOT NULL,
    arguments jsonb NOT NULL,
    content_hash text NOT NULL,
    status text NOT NULL CHECK (status IN ('waiting', 'rejected', 'running', 'done', 'failed', 'unknown')),
    code text,
    texts text[] NOT NULL DEFAULT '{}',
    asked_by text NOT NULL,
    decided_by text,
    created_at timestamptz NOT NULL DEFAULT now(),
    decided_at timestamptz,
    PRIMARY KEY (tenant_id, call_id)
  )`,
  `CREATE INDEX tool_calls_customer ON research.tool_calls (tenant_id, customer_id)`,
];
