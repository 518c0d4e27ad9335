import { ConfigError, type ConfigOf } from '@mesh/config';
import { type RolePasswords, provisionDatabase } from '@mesh/persistence';
import type { Logger } from '@mesh/observability';
import { SERVICES } from '../services';
import { migrateServices } from '../start-database';
import type { PrepareConfig } from './prepare.config';

type Settings = ConfigOf<typeof PrepareConfig>;

/**
 * Roles and database where an admin URL is given, then the schema of every service. Can be run again, and by several at
 * once: the second finds it done. @throws ConfigError when neither an admin nor an owner is named
 */
export async function prepareDatabase(settings: Settings, logger: Logger): Promise<void> {
  const applied = await migrateServices(await ownerUrlOf(settings), SERVICES);
  logger.info('database.migrated', { applied });
}

async function ownerUrlOf(settings: Settings): Promise<string> {
  const { DATABASE_ADMIN_URL: adminUrl, DATABASE_OWNER_URL: ownerUrl } = settings;
  if (adminUrl !== undefined) {
    return (await provisionDatabase(adminUrl, settings.DATABASE_NAME, passwordsOf(settings))).owner;
  }
  if (ownerUrl === undefined)
    throw new ConfigError(['DATABASE_ADMIN_URL or DATABASE_OWNER_URL: one of them is needed']);
  return ownerUrl;
}

function passwordsOf(settings: Settings): RolePasswords {
  const { DATABASE_OWNER_PASSWORD: owner, DATABASE_API_PASSWORD: api, DATABASE_WORKER_PASSWORD: worker } = settings;
  if (owner === undefined || api === undefined || worker === undefined) {
    const given = { DATABASE_OWNER_PASSWORD: owner, DATABASE_API_PASSWORD: api, DATABASE_WORKER_PASSWORD: worker };
    const absent = Object.entries(given).filter(([, value]) => value === undefined);
    throw new ConfigError(absent.map(([name]) => `${name}: is needed together with DATABASE_ADMIN_URL`));
  }
  return { owner, api, worker };
}
