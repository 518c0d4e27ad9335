import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A ticket belongs to one tenant: row-level security hides the others, a unique key does not overlook them. */
export class TicketOwner1795255200001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE UNIQUE INDEX workflows_owner ON supervisor.workflows (ticket_id)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX supervisor.workflows_owner');
  }
}
