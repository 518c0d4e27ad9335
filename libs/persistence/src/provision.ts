import type { QueryRunner } from 'typeorm';
import { createDataSource } from './data-source';

export interface RolePasswords {
  readonly owner: string;
  readonly api: string;
  readonly worker: string;
}

export interface DatabaseUrls {
  /** `mesh_owner`: migrations only. */
  readonly owner: string;
  /** `mesh_api`: the HTTP path. */
  readonly api: string;
  /** `mesh_worker`: the pipeline. */
  readonly worker: string;
}

const ROLES = { mesh_owner: 'owner', mesh_api: 'api', mesh_worker: 'worker' } as const;

const PROVISION_LOCK = 7_204_120;

/**
 * Creates the three roles and the database, or sets the passwords of what is there. Needs the URL of a role that may
 * create roles; nothing at run time does. None of the three is a superuser or may bypass row-level security.
 */
export async function provisionDatabase(
  adminUrl: string,
  database: string,
  passwords: RolePasswords,
): Promise<DatabaseUrls> {
  const admin = await createDataSource({ url: adminUrl }).initialize();
  const runner = admin.createQueryRunner();
  try {
    await runner.query('SELECT pg_advisory_lock($1)', [PROVISION_LOCK]);
    for (const [role, key] of Object.entries(ROLES)) await ensureRole(runner, role, passwords[key]);
    await ensureDatabase(runner, database);
  } finally {
    await runner.release();
    await admin.destroy();
  }
  return {
    owner: urlFor(adminUrl, database, 'mesh_owner', passwords.owner),
    api: urlFor(adminUrl, database, 'mesh_api', passwords.api),
    worker: urlFor(adminUrl, database, 'mesh_worker', passwords.worker),
  };
}

async function ensureRole(runner: QueryRunner, role: string, password: string): Promise<void> {
  const attributes = `LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS NOINHERIT PASSWORD '${password.replaceAll("'", "''")}'`;
  const found = (await runner.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [role])) as unknown[];
  await runner.query(`${found.length > 0 ? 'ALTER' : 'CREATE'} ROLE ${role} ${attributes}`);
}

async function ensureDatabase(runner: QueryRunner, database: string): Promise<void> {
  const found = (await runner.query('SELECT 1 FROM pg_database WHERE datname = $1', [database])) as unknown[];
  if (found.length === 0) await runner.query(`CREATE DATABASE ${database} OWNER mesh_owner`);
  await runner.query(`REVOKE ALL ON DATABASE ${database} FROM PUBLIC`);
  await runner.query(`GRANT CONNECT ON DATABASE ${database} TO mesh_api, mesh_worker`);
}

function urlFor(adminUrl: string, database: string, user: string, password: string): string {
  const url = new URL(adminUrl);
  url.username = user;
  url.password = encodeURIComponent(password);
  url.pathname = `/${database}`;
  return url.toString();
}
