import { newId } from '@mesh/kernel';
import { ApiDatabase } from './database';
import { provisionDatabase } from './provision';
import { testDatabase } from '@mesh/testing';

describe('making a database ready', () => {
  it('may be repeated, also by two at once, and keeps what is there', async () => {
    const database = await testDatabase([]);
    try {
      const name = new URL(database.urls.owner).pathname.slice(1);
      const passwords = Object.fromEntries(
        (['owner', 'api', 'worker'] as const).map((role) => [role, new URL(database.urls[role]).password]),
      ) as { owner: string; api: string; worker: string };
      await database.query('CREATE TABLE public.kept ()');
      const adminUrl = process.env['MESH_TEST_ADMIN_URL'] ?? '';
      const urls = await Promise.all([1, 2].map(() => provisionDatabase(adminUrl, name, passwords)));
      expect(urls).toEqual([database.urls, database.urls]);
      expect(await database.query('SELECT 1 FROM public.kept')).toEqual([]);
    } finally {
      await database.drop();
    }
  });

  it('lets no other role in', async () => {
    const database = await testDatabase([]);
    const stranger = `stranger_${newId().replaceAll('-', '')}`;
    try {
      await database.query(`CREATE ROLE ${stranger} LOGIN PASSWORD 'stranger-password'`);
      const url = new URL(database.urls.api);
      url.username = stranger;
      url.password = 'stranger-password';
      await expect(ApiDatabase.open(url.toString(), 1, 'test')).rejects.toMatchObject({ code: '42501' });
    } finally {
      await database.query(`DROP ROLE ${stranger}`);
      await database.drop();
    }
  });
});
