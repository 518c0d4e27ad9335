import { protectTable } from '@mesh/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateWorkflows1760000000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE supervisor.workflows (
        tenant_id text NOT NULL,
        ticket_id uuid NOT NULL,
        turn integer NOT NULL,
        version integer NOT NULL,
        sequence integer NOT NULL,
        status text NOT NULL,
        node text NOT NULL,
        state jsonb NOT NULL,
        updated_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (tenant_id, ticket_id)
      ) WITH (fillfactor = 80, autovacuum_vacuum_scale_factor = 0.05)`);
    await runner.query(`
      CREATE TABLE supervisor.snapshots (
        tenant_id text NOT NULL,
        ticket_id uuid NOT NULL,
        version integer NOT NULL,
        input text NOT NULL,
        ignored text,
        state jsonb NOT NULL,
        at timestamptz NOT NULL DEFAULT clock_timestamp(),
        PRIMARY KEY (tenant_id, ticket_id, version)
      )`);
    await runner.query(`
      CREATE TABLE supervisor.turn_texts (
        tenant_id text NOT NULL,
        ticket_id uuid NOT NULL,
        name text NOT NULL CHECK (name IN ('conversation', 'evidence', 'draft', 'feedback', 'package')),
        turn integer NOT NULL,
        hash text NOT NULL,
        body text NOT NULL,
        PRIMARY KEY (tenant_id, ticket_id, name)
      ) WITH (fillfactor = 80, autovacuum_vacuum_scale_factor = 0.05)`);
    await protectTable(runner, 'supervisor.workflows', { worker: 'SELECT, INSERT, UPDATE' });
    await protectTable(runner, 'supervisor.snapshots', { worker: 'SELECT, INSERT' });
    await protectTable(runner, 'supervisor.turn_texts', { worker: 'SELECT, INSERT, UPDATE, DELETE' });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE supervisor.turn_texts');
    await runner.query('DROP TABLE supervisor.snapshots');
    await runner.query('DROP TABLE supervisor.workflows');
  }
}
