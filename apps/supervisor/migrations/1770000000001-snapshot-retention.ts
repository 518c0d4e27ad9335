import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The pipeline may clear away old snapshots of every tenant; young ones stay behind the wall. */
export class SnapshotRetention1770000000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE INDEX snapshots_at ON supervisor.snapshots (at)');
    await runner.query('GRANT DELETE ON supervisor.snapshots TO mesh_worker');
    for (const command of ['SELECT', 'DELETE']) {
      await runner.query(`
        CREATE POLICY retention_${command.toLowerCase()} ON supervisor.snapshots FOR ${command} TO mesh_worker
        USING (at < now() - interval '1 day')`);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP POLICY retention_select ON supervisor.snapshots');
    await runner.query('DROP POLICY retention_delete ON supervisor.snapshots');
    await runner.query('REVOKE DELETE ON supervisor.snapshots FROM mesh_worker');
    await runner.query('DROP INDEX supervisor.snapshots_at');
  }
}
