import { protectTable } from '@mesh/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateQueuesAndClocks1760000000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE escalation.queues (
        tenant_id text PRIMARY KEY,
        items jsonb NOT NULL,
        updated_at timestamptz NOT NULL DEFAULT now()
      )`);
    await runner.query(`
      CREATE TABLE escalation.clocks (
        tenant_id text NOT NULL,
        step_id uuid NOT NULL,
        ticket_id uuid NOT NULL,
        turn integer NOT NULL,
        purpose text NOT NULL CHECK (purpose IN ('approval', 'handover')),
        queue text NOT NULL,
        level text NOT NULL,
        started_at timestamptz NOT NULL DEFAULT now(),
        due_at timestamptz NOT NULL,
        breaches integer NOT NULL DEFAULT 0,
        stopped_at timestamptz,
        stop_cause text,
        PRIMARY KEY (tenant_id, step_id)
      )`);
    await runner.query('CREATE INDEX clocks_of_ticket ON escalation.clocks (tenant_id, ticket_id)');
    await protectTable(runner, 'escalation.queues', { api: 'SELECT, INSERT, UPDATE', worker: 'SELECT' });
    await protectTable(runner, 'escalation.clocks', { worker: 'SELECT, INSERT, UPDATE, DELETE' });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE escalation.clocks');
    await runner.query('DROP TABLE escalation.queues');
  }
}
