import { randomBytes } from 'node:crypto';

const text = () => randomBytes(32).toString('base64url');

/**
 * Secrets of a whole installation, made up: who may read them, the name of the file or variable, the value. Every group
 * is mounted by those that need it and by nobody else.
 *
 * @param hosts where the parts find each other: `{ postgres, redis }`, and the proxies' `{ chaos }` where there are any
 */
export function madeUpSecrets({ postgres, redis, chaos }) {
  const [superuser, owner, api, worker, cache, index, internal] = Array.from({ length: 7 }, text);
  const databaseUrl = (role, password, host, database = 'mesh') =>
    `postgres://${role}:${password}@${host}:5432/${database}`;
  const mesh = (host) => ({
    DATABASE_API_URL: databaseUrl('mesh_api', api, host),
    DATABASE_WORKER_URL: databaseUrl('mesh_worker', worker, host),
    INTERNAL_TOKEN_SECRET: internal,
  });
  const cacheUser = (host) => ({ REDIS_URL: `redis://:${cache}@${host}:6379/0` });
  return {
    mesh: mesh(postgres),
    cache: cacheUser(redis),
    index: { QDRANT_API_KEY: index },
    gateway: { MESH_ADMIN_KEY: `mk_admin_${text()}` },
    prepare: {
      DATABASE_ADMIN_URL: databaseUrl('postgres', superuser, postgres, 'postgres'),
      DATABASE_OWNER_PASSWORD: owner,
      DATABASE_API_PASSWORD: api,
      DATABASE_WORKER_PASSWORD: worker,
    },
    postgres: { password: superuser },
    redis: { password: cache, 'redis.conf': `requirepass ${cache}\n` },
    qdrant: { 'config.yaml': `service:\n  api_key: ${index}\n` },
    grafana: { password: text() },
    ...(chaos ? { 'chaos-mesh': mesh(chaos), 'chaos-cache': cacheUser(chaos) } : {}),
  };
}

/** Groups that belong to the servers; all others belong to the mesh. */
const OF_SERVERS = new Set(['postgres', 'redis', 'qdrant']);

/** The same as manifests: `mesh-<group>` beside the services, the servers' own in their namespace. */
export function kubernetesSecrets(secrets) {
  return Object.entries(secrets)
    .filter(([group]) => group !== 'grafana')
    .map(([group, stringData]) => ({
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: OF_SERVERS.has(group)
        ? { name: group, namespace: 'support-mesh-data' }
        : { name: group === 'mesh' ? 'mesh' : `mesh-${group}`, namespace: 'support-mesh' },
      type: 'Opaque',
      stringData,
    }));
}
