import { type MigrationClass, createSchema, protectTable } from '@mesh/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const TIMESTAMP = 1_760_000_000_060;

/** The state tier of a service; one of its migrations. */
export function stateMigration(schema: string): MigrationClass {
  return class CreateMemoryStates implements MigrationInterface {
    readonly name = `CreateMemoryStates${TIMESTAMP}`;

    async up(runner: QueryRunner): Promise<void> {
      await createSchema(runner, schema);
      await runner.query(`
        CREATE TABLE ${schema}.memory_states (
          tenant_id text NOT NULL,
          kind text NOT NULL,
          owner_id text NOT NULL,
          key text NOT NULL,
          version integer NOT NULL CHECK (version > 0),
          value jsonb NOT NULL,
          saved_at timestamptz NOT NULL DEFAULT now(),
          PRIMARY KEY (tenant_id, kind, owner_id, key, version)
        )`);
      await runner.query(`CREATE INDEX memory_states_owner ON ${schema}.memory_states (tenant_id, owner_id)`);
      await protectTable(runner, `${schema}.memory_states`, {
        api: 'SELECT, INSERT, DELETE',
        worker: 'SELECT, INSERT, DELETE',
      });
    }

    async down(runner: QueryRunner): Promise<void> {
      await runner.query(`DROP TABLE ${schema}.memory_states`);
    }
  };
}
