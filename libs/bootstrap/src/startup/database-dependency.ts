import type { ConfigSource } from '@mesh/config';
import { PersistenceConfig, databaseFault } from '@mesh/persistence';
import type { ServiceDefinition } from '../service/service-definition';
import type { Dependency } from './dependency';

/** Both roles can log in, and the schema is as this version of the service needs it. */
export function databaseDependency({ name, migrations }: ServiceDefinition, source: ConfigSource): Dependency {
  const { DATABASE_WORKER_URL, DATABASE_API_URL } = source.read(PersistenceConfig);
  const needed = { urls: [DATABASE_WORKER_URL, DATABASE_API_URL], schema: name, migrations } as const;
  return { name: 'database', look: () => databaseFault(needed) };
}
