import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createSchema, protectPipelineTable, protectTable } from '../src/schema-tools';
import type { ServiceMigrations } from '../src/migrate';

/** A table behind the tenant wall, and one of the pipeline. */
class Sample1760000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createSchema(runner, 'sample');
    for (const table of ['notes', 'queue']) {
      await runner.query(`
        CREATE TABLE sample.${table} (tenant_id text NOT NULL, id integer NOT NULL, body text, PRIMARY KEY (tenant_id, id))`);
    }
    const all = 'SELECT, INSERT, UPDATE, DELETE';
    await protectTable(runner, 'sample.notes', { api: all, worker: all });
    await protectPipelineTable(runner, 'sample.queue', { api: 'INSERT', worker: all });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP SCHEMA sample CASCADE');
  }
}

export const SAMPLE_TABLES: ServiceMigrations = { schema: 'sample', migrations: [Sample1760000000000] };
