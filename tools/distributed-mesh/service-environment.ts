import { SERVICES, type ServiceName } from '@mesh/contracts';

/** What the processes of a mesh have in common. */
export interface SharedSettings {
  readonly databaseApiUrl: string;
  readonly databaseWorkerUrl: string;
  readonly kafkaBrokers: string;
  readonly redisUrl: string;
  readonly adminKey: string;
  readonly internalSecret: string;
  readonly sealingKey: string;
  readonly dataDir: string;
  /** Of the first replica of each service. */
  readonly managementPorts: Readonly<Record<ServiceName, number>>;
}

export interface ReplicaPorts {
  readonly managementPort: number;
  /** Used by the gateway alone. */
  readonly apiPort: number;
}

/** Per role and process: seven services with two replicas stay below what Postgres allows. */
const CONNECTIONS = '10';

/** The environment of one process; `given` outranks what is made here, except addresses and secrets. */
export const environmentOf = (
  shared: SharedSettings,
  { managementPort, apiPort }: ReplicaPorts,
  given: NodeJS.ProcessEnv,
): NodeJS.ProcessEnv => ({
  DATABASE_MAX_CONNECTIONS: CONNECTIONS,
  MCP_SECRETS_KEY: shared.sealingKey,
  WEBHOOK_SECRETS_KEY: shared.sealingKey,
  ...given,
  MESH_PROFILE: 'distributed',
  DATA_DIR: shared.dataDir,
  DATABASE_API_URL: shared.databaseApiUrl,
  DATABASE_WORKER_URL: shared.databaseWorkerUrl,
  KAFKA_BROKERS: shared.kafkaBrokers,
  REDIS_URL: shared.redisUrl,
  MESH_ADMIN_KEY: shared.adminKey,
  INTERNAL_TOKEN_SECRET: shared.internalSecret,
  PORT: String(apiPort),
  MANAGEMENT_PORT: String(managementPort),
  ...Object.fromEntries(
    SERVICES.map((service) => [`${service.toUpperCase()}_URL`, `http://127.0.0.1:${shared.managementPorts[service]}`]),
  ),
});
