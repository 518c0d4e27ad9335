import { hashOf } from '@mesh/kernel';
import { migrate, provisionDatabase, type RolePasswords, type ServiceMigrations } from '@mesh/persistence';
import { Client } from 'pg';

const TEMPLATE_LOCK = 7_204_121;

/**
 * A migrated database of the test run that others are copied from, made by whoever asks for it first. Copying takes a
 * tenth of the time that migrating takes.
 */
export async function migratedTemplate(
  admin: Client,
  adminUrl: string,
  passwords: RolePasswords,
  services: readonly ServiceMigrations[],
): Promise<string> {
  const name = `template_${process.env['MESH_TEST_RUN'] ?? ''}_${fingerprint(services)}`;
  await admin.query('SELECT pg_advisory_lock($1)', [TEMPLATE_LOCK]);
  try {
    const found = await admin.query('SELECT 1 FROM pg_database WHERE datname = $1', [name]);
    if (found.rowCount === 0) await makeTemplate(admin, adminUrl, name, passwords, services);
  } finally {
    await admin.query('SELECT pg_advisory_unlock($1)', [TEMPLATE_LOCK]);
  }
  return name;
}

/** Under its own name only when it is whole. */
async function makeTemplate(
  admin: Client,
  adminUrl: string,
  name: string,
  passwords: RolePasswords,
  services: readonly ServiceMigrations[],
): Promise<void> {
  const unfinished = `${name}_unfinished`;
  await admin.query(`DROP DATABASE IF EXISTS ${unfinished} WITH (FORCE)`);
  const { owner } = await provisionDatabase(adminUrl, unfinished, passwords);
  await migrate(owner, services);
  await admin.query(`ALTER DATABASE ${unfinished} RENAME TO ${name}`);
}

/** Test services may share names and differ in what their migrations do. */
const fingerprint = (services: readonly ServiceMigrations[]): string =>
  hashOf(services.map(({ schema, migrations }) => [schema, migrations.map((one) => [one.name, String(one)])])).slice(
    0,
    24,
  );
