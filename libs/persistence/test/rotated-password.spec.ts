import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ConfigSource } from '@mesh/config';
import { newId } from '@mesh/kernel';
import { type TestDatabase, testDatabase, waitFor } from '@mesh/testing';
import { ApiDatabase } from '../src/database';
import { PersistenceConfig } from '../src/persistence.config';
import { SAMPLE_TABLES } from './sample-tables';

describe('a database password that is rotated', () => {
  const role = `rotated_${newId().replaceAll('-', '')}`;
  let database: TestDatabase;
  let folder: string;
  beforeAll(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'mesh-password-'));
    database = await testDatabase([SAMPLE_TABLES]);
    await database.query(`CREATE ROLE ${role} LOGIN PASSWORD 'before' IN ROLE mesh_api`);
  });
  afterAll(async () => {
    rmSync(folder, { recursive: true });
    await database.query(`DROP ROLE ${role}`);
    await database.drop();
  });

  const urlWith = (password: string): string => {
    const url = new URL(database.urls.api);
    [url.username, url.password] = [role, password];
    return url.toString();
  };

  /** Ends all connections, as a fail-over does. */
  const cutOff = async () => {
    await database.query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = $1', [role]);
    await waitFor('the connections to be gone', async () => {
      return (await database.query('SELECT 1 FROM pg_stat_activity WHERE usename = $1', [role])).length === 0;
    });
  };

  it('is taken from its file when the next connection is made, and no request fails', async () => {
    const file = path.join(folder, 'url');
    writeFileSync(file, urlWith('before'));
    const source = await ConfigSource.open({
      DATABASE_API_URL_FILE: file,
      DATABASE_WORKER_URL: database.urls.worker,
      SECRETS_REFRESH_MS: '3600000',
    });
    const live = source.live(PersistenceConfig, 'DATABASE_API_URL');
    const api = await ApiDatabase.open(live.latest, 2, 'rotation-test', { live });
    const ask = () => api.inTenant('acme', (sql) => sql.rows<{ one: number }>('SELECT 1 AS one'));
    await ask();

    await database.query(`ALTER ROLE ${role} PASSWORD 'after'`);
    await cutOff();
    await expect(ask()).rejects.toMatchObject({ code: '28P01' });

    writeFileSync(file, urlWith('after'));
    const answers = await Promise.all(Array.from({ length: 6 }, ask));
    expect(answers).toEqual(Array.from({ length: 6 }, () => [{ one: 1 }]));
    await api.close();
  });
});
