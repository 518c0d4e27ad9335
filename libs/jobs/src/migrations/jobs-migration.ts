import { type MigrationClass, createSchema, protectPipelineTable } from '@mesh/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const TIMESTAMP = 1_760_000_000_050;

/** The jobs table of a service; one of its migrations. */
export function jobsMigration(schema: string): MigrationClass {
  return class CreateJobs implements MigrationInterface {
    readonly name = `CreateJobs${TIMESTAMP}`;

    async up(runner: QueryRunner): Promise<void> {
      await createSchema(runner, schema);
      await runner.query(createTable(schema));
      await runner.query(
        `CREATE UNIQUE INDEX jobs_key ON ${schema}.jobs (tenant_id, name, waiting_key) WHERE waiting_key IS NOT NULL`,
      );
      await runner.query(
        `CREATE UNIQUE INDEX jobs_repeat ON ${schema}.jobs (tenant_id, name, repeat_key) WHERE repeat_key IS NOT NULL`,
      );
      await runner.query(
        `CREATE INDEX jobs_due ON ${schema}.jobs (priority, not_before) WHERE state IN ('waiting', 'active')`,
      );
      await protectPipelineTable(runner, `${schema}.jobs`, { worker: 'SELECT, INSERT, UPDATE, DELETE' });
    }

    async down(runner: QueryRunner): Promise<void> {
      await runner.query(`DROP TABLE ${schema}.jobs`);
    }
  };
}

const createTable = (schema: string): string => `
  CREATE TABLE ${schema}.jobs (
    tenant_id text NOT NULL,
    job_id uuid NOT NULL,
    name text NOT NULL,
    waiting_key text,
    repeat_key text,
    every_ms integer,
    payload jsonb NOT NULL,
    state text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'active', 'completed', 'failed')),
    priority smallint NOT NULL,
    attempts integer NOT NULL DEFAULT 0,
    max_attempts integer NOT NULL,
    not_before timestamptz NOT NULL DEFAULT now(),
    lease_until timestamptz,
    leased_by uuid,
    error_code text,
    created_at timestamptz NOT NULL DEFAULT now(),
    finished_at timestamptz,
    PRIMARY KEY (tenant_id, job_id)
  )`;
