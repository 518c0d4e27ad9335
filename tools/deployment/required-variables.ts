import type { CodeFacts } from './code/code-facts';

export interface RequiredVariable {
  readonly name: string;
  /** The only value that will do, where there is one. */
  readonly value?: string;
}

const OF_EVERY_SERVICE: readonly RequiredVariable[] = [
  { name: 'MESH_PROFILE', value: 'distributed' },
  { name: 'MANAGEMENT_HOST', value: '0.0.0.0' },
  ...['MESH_ENVIRONMENT', 'KAFKA_BROKERS', 'DATABASE_API_URL', 'DATABASE_WORKER_URL', 'INTERNAL_TOKEN_SECRET'].map(
    (name) => ({ name }),
  ),
];
const OF_THE_GATEWAY = [{ name: 'HOST', value: '0.0.0.0' }, { name: 'MESH_ADMIN_KEY' }];
const OF_JOBS: Readonly<Record<string, readonly RequiredVariable[]>> = {
  'prepare-database': [
    ...['DATABASE_NAME', 'DATABASE_ADMIN_URL', 'DATABASE_OWNER_PASSWORD'],
    ...['DATABASE_API_PASSWORD', 'DATABASE_WORKER_PASSWORD'],
  ].map((name) => ({ name })),
  'prepare-topics': ['KAFKA_BROKERS', 'KAFKA_PARTITIONS'].map((name) => ({ name })),
};

/** What a process of the distributed profile cannot do without; its defaults are those of one machine. */
export function requiredOf(process: string, { needs }: CodeFacts): readonly RequiredVariable[] {
  const own = needs.get(process);
  if (!own) return OF_JOBS[process] ?? [];
  return [
    ...OF_EVERY_SERVICE,
    ...(process === 'gateway' ? OF_THE_GATEWAY : []),
    ...(own.redis ? [{ name: 'REDIS_URL' }] : []),
    ...(own.qdrant ? [{ name: 'QDRANT_URL' }] : []),
  ];
}
