import { randomBytes } from 'node:crypto';
import { join, resolve } from 'node:path';
import { checkConfig } from '@mesh/bootstrap';
import { ConfigSource, MeshConfig, keptSecret } from '@mesh/config';
import type { DatabaseUrls } from '@mesh/persistence';

/** Seven services share the connections of one process; Postgres itself allows 100. */
const CONNECTIONS = '32';

const PENDING: DatabaseUrls = { owner: 'pending', api: 'pending', worker: 'pending' };

const settingsOf = (urls: DatabaseUrls) => ({
  DATABASE_API_URL: urls.api,
  DATABASE_WORKER_URL: urls.worker,
  MESH_PROFILE: 'embedded',
});

/** What can be checked before the database runs. @throws ConfigError naming every fault at once */
export async function checkEmbedded(environment: NodeJS.ProcessEnv = process.env): Promise<void> {
  checkConfig(await ConfigSource.open({ ...environment, ...settingsOf(PENDING) }));
}

/** Seals the secrets of others in the database. Kept, so that they can be opened after a restart. */
export const sealingKeyPath = (dataDir: string): string => join(dataDir, 'sealing-key');

/** The configuration of the embedded profile: what is given, and what is made at start or was made before. */
export async function embeddedSource(
  urls = PENDING,
  environment: NodeJS.ProcessEnv = process.env,
): Promise<ConfigSource> {
  const given = await ConfigSource.open(environment);
  const dataDir = resolve(given.read(MeshConfig).DATA_DIR);
  const sealingKey = keptSecret(sealingKeyPath(dataDir));
  const made = {
    MCP_SECRETS_KEY: sealingKey,
    WEBHOOK_SECRETS_KEY: sealingKey,
    DATABASE_MAX_CONNECTIONS: CONNECTIONS,
    INTERNAL_TOKEN_SECRET: randomBytes(32).toString('base64url'),
  };
  return ConfigSource.open({ ...environment, ...settingsOf(urls), DATA_DIR: dataDir }, made);
}
