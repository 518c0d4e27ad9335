import { protectPipelineTable } from '@mesh/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** One row per effect, with nothing that would hide a second one. */
export class Effects1760000000900 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE research.effects (
      tenant_id text NOT NULL, id uuid NOT NULL, message_id uuid NOT NULL, pid integer NOT NULL, PRIMARY KEY (tenant_id, id))`);
    await protectPipelineTable(runner, 'research.effects', { worker: 'SELECT, INSERT' });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE research.effects');
  }
}
