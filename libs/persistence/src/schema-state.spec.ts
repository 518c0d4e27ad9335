import { testDatabase } from '@mesh/testing';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { SAMPLE_TABLES } from '../test/sample-tables';
import { migrate } from './migrate';
import { databaseFault, migrationsReadable } from './schema-state';

class Later1770000000999 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE sample.notes ADD COLUMN later text');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE sample.notes DROP COLUMN later');
  }
}

describe('whether a service can use its database yet', () => {
  const known = [...SAMPLE_TABLES.migrations, migrationsReadable('sample')];

  it('is told step by step: not migrated, not far enough, ready', async () => {
    const database = await testDatabase([]);
    const { owner, api, worker } = database.urls;
    const faultWith = (migrations = known) => databaseFault({ urls: [worker, api], schema: 'sample', migrations });
    const steps = [await faultWith()];
    await migrate(owner, [SAMPLE_TABLES]);
    steps.push(await faultWith());
    await migrate(owner, [{ schema: 'sample', migrations: known }]);
    steps.push(await faultWith(), await faultWith([...known, Later1770000000999]));
    await database.drop();
    const notMigrated = 'SCHEMA_NOT_MIGRATED';
    expect(steps.map((step) => step?.code)).toEqual([notMigrated, notMigrated, undefined, notMigrated]);
    expect(steps[3]?.reason).toBe('not applied: Later1770000000999');
  });

  it('is told apart: nobody there, or somebody who refuses, for any of the roles', async () => {
    const database = await testDatabase([{ schema: 'sample', migrations: known }]);
    const { api, worker } = database.urls;
    const elsewhere = (url: string) => Object.assign(new URL(url), { pathname: '/nowhere' }).toString();
    const codes = [];
    for (const urls of [['postgres://x@127.0.0.1:1/x'], [elsewhere(worker)], [worker, elsewhere(api)]] as const) {
      codes.push((await databaseFault({ urls, schema: 'sample', migrations: known }))?.code);
    }
    await database.drop();
    expect(codes).toEqual(['DATABASE_UNAVAILABLE', 'DATABASE_ACCESS_REFUSED', 'DATABASE_ACCESS_REFUSED']);
  });
});
