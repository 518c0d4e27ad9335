import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A session is found without looking at the tickets of others. */
export class Sessions1796115000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      'CREATE INDEX tickets_by_session ON gateway.tickets (tenant_id, customer_id, channel) INCLUDE (created_at, status)',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX gateway.tickets_by_session');
  }
}
