import { type ConfigOf, defineConfig, secret } from '@mesh/config';
import { z } from 'zod';
import { type ConnectionLimits, DEFAULT_LIMITS } from './connection-limits';

const milliseconds = (least: number, most: number, usual: number) =>
  z.coerce.number().int().min(least).max(most).default(usual);

export const PersistenceConfig = defineConfig('persistence', {
  DATABASE_API_URL: secret().describe('Postgres URL of the role mesh_api; embedded: made at start'),
  DATABASE_WORKER_URL: secret().describe('Postgres URL of the role mesh_worker; embedded: made at start'),
  DATABASE_MAX_CONNECTIONS: z.coerce.number().int().min(2).max(200).default(16).describe('Per role and process'),
  DATABASE_ACQUIRE_TIMEOUT_MS: milliseconds(100, 30_000, DEFAULT_LIMITS.acquireMs).describe(
    'Longest wait of a request for a connection; then 503',
  ),
  DATABASE_WORKER_ACQUIRE_TIMEOUT_MS: milliseconds(100, 30_000, 5_000).describe(
    'Longest wait of the pipeline for a connection; then the work is put off',
  ),
  DATABASE_STATEMENT_TIMEOUT_MS: milliseconds(100, 120_000, DEFAULT_LIMITS.statementMs).describe(
    'Longest run of one statement',
  ),
  DATABASE_LOCK_TIMEOUT_MS: milliseconds(10, 60_000, DEFAULT_LIMITS.lockMs).describe('Longest wait for a lock'),
  DATABASE_IDLE_IN_TRANSACTION_TIMEOUT_MS: milliseconds(1_000, 120_000, DEFAULT_LIMITS.idleInTransactionMs).describe(
    'Longest silence within a transaction; the server ends the connection',
  ),
  DATABASE_TRANSACTION_TIMEOUT_MS: milliseconds(1_000, 300_000, DEFAULT_LIMITS.transactionMs).describe(
    'Longest transaction; the client ends the connection',
  ),
});

type Config = ConfigOf<typeof PersistenceConfig>;

const commonLimits = (config: Config): Omit<ConnectionLimits, 'acquireMs'> => ({
  statementMs: config.DATABASE_STATEMENT_TIMEOUT_MS,
  lockMs: config.DATABASE_LOCK_TIMEOUT_MS,
  idleInTransactionMs: config.DATABASE_IDLE_IN_TRANSACTION_TIMEOUT_MS,
  transactionMs: config.DATABASE_TRANSACTION_TIMEOUT_MS,
});

/** Somebody waits for the answer. */
export const apiLimits = (config: Config): ConnectionLimits => ({
  ...commonLimits(config),
  acquireMs: config.DATABASE_ACQUIRE_TIMEOUT_MS,
});

/** Nobody waits, and work that is put off counts as tried. */
export const workerLimits = (config: Config): ConnectionLimits => ({
  ...commonLimits(config),
  acquireMs: config.DATABASE_WORKER_ACQUIRE_TIMEOUT_MS,
});
