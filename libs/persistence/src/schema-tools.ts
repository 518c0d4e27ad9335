import type { QueryRunner } from 'typeorm';

export interface TableGrants {
  /** Rights of the HTTP path, such as `SELECT, INSERT`. */
  readonly api?: string;
  /** Rights of the pipeline. */
  readonly worker?: string;
}

const TENANT_CONDITION = `tenant_id = current_setting('mesh.tenant_id', true)`;

/** Creates the schema of a service and lets the run-time roles look inside. */
export async function createSchema(runner: QueryRunner, schema: string): Promise<void> {
  await runner.query(`CREATE SCHEMA IF NOT EXISTS ${schema}`);
  await runner.query(`GRANT USAGE ON SCHEMA ${schema} TO mesh_api, mesh_worker`);
}

/** Puts the tenant wall around a table, for its owner too, and grants no more than what is listed. */
export async function protectTable(runner: QueryRunner, table: string, grants: TableGrants): Promise<void> {
  await forceRowSecurity(runner, table);
  await runner.query(
    `CREATE POLICY tenant_wall ON ${table} TO mesh_api, mesh_worker USING (${TENANT_CONDITION}) WITH CHECK (${TENANT_CONDITION})`,
  );
  await grant(runner, table, grants);
}

/** For the tables of the pipeline: a worker sees every tenant's rows, because it must find out whose turn it is. */
export async function protectPipelineTable(runner: QueryRunner, table: string, grants: TableGrants): Promise<void> {
  await protectTable(runner, table, grants);
  await runner.query(`CREATE POLICY pipeline ON ${table} TO mesh_worker USING (true) WITH CHECK (true)`);
}

async function forceRowSecurity(runner: QueryRunner, table: string): Promise<void> {
  await runner.query(`ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY`);
  await runner.query(`ALTER TABLE ${table} FORCE ROW LEVEL SECURITY`);
}

async function grant(runner: QueryRunner, table: string, grants: TableGrants): Promise<void> {
  if (grants.api) await runner.query(`GRANT ${grants.api} ON ${table} TO mesh_api`);
  if (grants.worker) await runner.query(`GRANT ${grants.worker} ON ${table} TO mesh_worker`);
}
