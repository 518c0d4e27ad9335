import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The jobs of the pipeline must know which tenants there are, and may clear away what has had its day. */
export class MaintenanceRights1770000000003 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('GRANT SELECT ON gateway.tenants TO mesh_worker');
    await runner.query('GRANT SELECT, DELETE ON gateway.idempotency_keys TO mesh_worker');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('REVOKE SELECT ON gateway.tenants FROM mesh_worker');
    await runner.query('REVOKE SELECT, DELETE ON gateway.idempotency_keys FROM mesh_worker');
  }
}
