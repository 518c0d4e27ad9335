import { type TestDatabase, testDatabase } from '@mesh/testing';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { SAMPLE_TABLES } from '../test/sample-tables';
import { type ServiceMigrations, migrate } from './migrate';

class More1760000000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE sample.notes ADD COLUMN tags text');
  }
  async down(): Promise<void> {}
}

class Broken1760000000002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE sample.notes ADD COLUMN half text');
    await runner.query('ALTER TABLE sample.nowhere ADD COLUMN other text');
  }
  async down(): Promise<void> {}
}

const and = (...more: ServiceMigrations['migrations'][number][]): ServiceMigrations => ({
  ...SAMPLE_TABLES,
  migrations: [...SAMPLE_TABLES.migrations, ...more],
});

describe('migrations', () => {
  let database: TestDatabase;
  beforeEach(async () => {
    database = await testDatabase([]);
  });
  afterEach(() => database.drop());

  const columns = async () => {
    const rows = await database.query<{ name: string }>(
      `SELECT column_name AS name FROM information_schema.columns WHERE table_schema = 'sample' AND table_name = 'notes'`,
    );
    return rows.map(({ name }) => name).sort();
  };

  it('are applied once, in order, and only the new ones the next time', async () => {
    expect(await migrate(database.urls.owner, [SAMPLE_TABLES])).toEqual(['sample.Sample1760000000000']);
    expect(await migrate(database.urls.owner, [SAMPLE_TABLES])).toEqual([]);
    expect(await migrate(database.urls.owner, [and(More1760000000001)])).toEqual(['sample.More1760000000001']);
    expect(await columns()).toEqual(['body', 'id', 'tags', 'tenant_id']);
  });

  it('are applied once when several replicas start at the same moment', async () => {
    const services = [and(More1760000000001)];
    const runs = await Promise.all([1, 2, 3].map(() => migrate(database.urls.owner, services)));
    expect(runs.flat().sort()).toEqual(['sample.More1760000000001', 'sample.Sample1760000000000']);
  });

  it('leave nothing half done when one fails, and go on where it failed', async () => {
    const failing = migrate(database.urls.owner, [and(More1760000000001, Broken1760000000002)]);
    await expect(failing).rejects.toThrow('nowhere');
    expect(await columns()).toEqual(['body', 'id', 'tags', 'tenant_id']);
    expect(await migrate(database.urls.owner, [and(More1760000000001)])).toEqual([]);
  });

  it('keep their list in the schema of the service', async () => {
    await migrate(database.urls.owner, [SAMPLE_TABLES]);
    expect(await database.query('SELECT name FROM sample.migrations')).toEqual([{ name: 'Sample1760000000000' }]);
  });
});
