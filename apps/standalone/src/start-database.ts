import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { ServiceDefinition } from '@mesh/bootstrap';
import { type DatabaseUrls, migrate, provisionDatabase } from '@mesh/persistence';
import type * as Client from '../../../scripts/lib/embedded-postgres-client.mjs' with { 'resolution-mode': 'import' };
import { projectRoot } from './project-root';

const DATABASE = 'mesh';

export interface RunningDatabase {
  readonly urls: DatabaseUrls;
  stop(): Promise<void>;
}

/** A real Postgres of our own in the data folder. It ends with this process, even when that is killed. */
export async function startDatabase(dataDir: string, onLost: () => void): Promise<RunningDatabase> {
  const { startEmbeddedPostgres } = await loadClient();
  const postgres = await startEmbeddedPostgres({ dataDir, onExit: onLost });
  const { mesh_owner: owner, mesh_api: api, mesh_worker: worker } = postgres.rolePasswords;
  const urls = await provisionDatabase(postgres.adminUrl, DATABASE, { owner, api, worker });
  return { urls, stop: () => postgres.stop() };
}

/** Brings the schema of every service up to date. */
export const migrateServices = (ownerUrl: string, services: readonly ServiceDefinition[]): Promise<string[]> =>
  migrate(
    ownerUrl,
    services.map(({ name, migrations }) => ({ schema: name, migrations })),
  );

const loadClient = (): Promise<typeof Client> =>
  import(pathToFileURL(join(projectRoot(), 'scripts/lib/embedded-postgres-client.mjs')).href);
