import { protectPipelineTable, protectTable } from '@mesh/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const ALL = 'SELECT, INSERT, UPDATE, DELETE';

export class CreateDocuments1760000000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of TABLES) await runner.query(statement);
    // Numbers only: the pipeline must find out which tenants have knowledge.
    await protectPipelineTable(runner, 'research.knowledge_revisions', { api: 'SELECT, INSERT, UPDATE', worker: ALL });
    await protectTable(runner, 'research.documents', { api: 'SELECT, INSERT, UPDATE', worker: ALL });
    await protectTable(runner, 'research.document_versions', { api: 'SELECT, INSERT, UPDATE', worker: ALL });
    await protectTable(runner, 'research.chunks', { api: 'SELECT, INSERT, DELETE', worker: ALL });
    await protectTable(runner, 'research.resolutions', { api: 'SELECT', worker: ALL });
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['resolutions', 'chunks', 'document_versions', 'documents', 'knowledge_revisions']) {
      await runner.query(`DROP TABLE research.${table}`);
    }
  }
}

const TABLES = [
  `CREATE TABLE research.knowledge_revisions (
    tenant_id text PRIMARY KEY,
    revision bigint NOT NULL
  )`,
  `CREATE TABLE research.documents (
    tenant_id text NOT NULL,
    document_id text NOT NULL,
    kind text NOT NULL CHECK (kind IN ('knowledge', 'resolution')),
    newest_version integer NOT NULL,
    live_version integer,
    settled_version integer NOT NULL DEFAULT 0,
    revision bigint NOT NULL DEFAULT 0,
    created_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (tenant_id, document_id)
  )`,
  `CREATE INDEX documents_revision ON research.documents (tenant_id, revision)`,
  `CREATE TABLE research.document_versions (
    tenant_id text NOT NULL,
    document_id text NOT NULL,
    version integer NOT NULL CHECK (version > 0),
    status text NOT NULL CHECK (status IN ('indexing', 'live', 'replaced', 'deleting', 'deleted')),
    title text NOT NULL,
    body text NOT NULL,
    url text,
    tags text[] NOT NULL DEFAULT '{}',
    audience text NOT NULL CHECK (audience IN ('public', 'internal')),
    keywords text NOT NULL DEFAULT '',
    content_hash text NOT NULL,
    created_by text NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    settled_at timestamptz,
    PRIMARY KEY (tenant_id, document_id, version),
    FOREIGN KEY (tenant_id, document_id) REFERENCES research.documents
  )`,
  `CREATE TABLE research.chunks (
    tenant_id text NOT NULL,
    document_id text NOT NULL,
    version integer NOT NULL,
    ordinal integer NOT NULL,
    chunk_id uuid NOT NULL,
    heading_path text[] NOT NULL,
    start_offset integer NOT NULL,
    end_offset integer NOT NULL,
    PRIMARY KEY (tenant_id, document_id, version, ordinal),
    UNIQUE (tenant_id, chunk_id),
    FOREIGN KEY (tenant_id, document_id, version) REFERENCES research.document_versions
  )`,
  `CREATE TABLE research.resolutions (
    tenant_id text NOT NULL,
    decision_id uuid NOT NULL,
    ticket_id uuid NOT NULL,
    document_id text NOT NULL,
    category text NOT NULL,
    approved_by jsonb NOT NULL,
    cited jsonb NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    withdrawn_at timestamptz,
    withdrawn_reason text,
    PRIMARY KEY (tenant_id, decision_id),
    UNIQUE (tenant_id, document_id),
    FOREIGN KEY (tenant_id, document_id) REFERENCES research.documents
  )`,
  `CREATE INDEX resolutions_ticket ON research.resolutions (tenant_id, ticket_id)`,
  `CREATE INDEX resolutions_cited ON research.resolutions USING gin (cited jsonb_path_ops)`,
];
