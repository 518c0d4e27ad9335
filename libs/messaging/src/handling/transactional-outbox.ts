import type { WorkTransaction } from './work-transaction';

/** Where a change from outside comes from. */
export interface Origin {
  readonly tenantId: string;
  readonly correlationId: string;
  readonly traceparent?: string | undefined;
}

/**
 * The way into the mesh for everything that is not a message (HTTP, a job): one transaction of the role `mesh_api`
 * whose state and messages commit together. @throws RetryableError `DATABASE_UNAVAILABLE`
 */
export abstract class TransactionalOutbox {
  abstract run<T>(origin: Origin, work: (tx: WorkTransaction) => Promise<T>): Promise<T>;
}
