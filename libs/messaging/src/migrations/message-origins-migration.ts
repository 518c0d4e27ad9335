import type { MigrationClass } from '@mesh/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Where a message came from and why it may not be handled; which outbox rows were refused or published again. */
export function messageOriginsMigration(schema: string): MigrationClass {
  return class implements MigrationInterface {
    readonly name = `MessageOrigins1770000000000`;

    async up(runner: QueryRunner): Promise<void> {
      await runner.query(`ALTER TABLE ${schema}.inbox ADD COLUMN origin jsonb, ADD COLUMN condemned text`);
      await runner.query(`ALTER TABLE ${schema}.outbox ADD COLUMN refused_code text, ADD COLUMN resent_at timestamptz`);
    }

    async down(runner: QueryRunner): Promise<void> {
      await runner.query(`ALTER TABLE ${schema}.outbox DROP COLUMN refused_code, DROP COLUMN resent_at`);
      await runner.query(`ALTER TABLE ${schema}.inbox DROP COLUMN origin, DROP COLUMN condemned`);
    }
  };
}
