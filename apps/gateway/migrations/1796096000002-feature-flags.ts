import { protectTable } from '@mesh/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a tenant decided about a flag; no row: as configured for all. */
export class FeatureFlags1796096000002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE gateway.feature_flags (
        tenant_id text NOT NULL,
        flag text NOT NULL,
        enabled boolean NOT NULL,
        changed_by text NOT NULL,
        changed_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (tenant_id, flag)
      )`);
    await protectTable(runner, 'gateway.feature_flags', { api: 'SELECT, INSERT, UPDATE, DELETE', worker: 'SELECT' });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE gateway.feature_flags');
  }
}
