/** How long a connection may be waited for and held. Every wait of the run-time roles has an end. */
export interface ConnectionLimits {
  /** Wait for a free connection, or for a new one. */
  readonly acquireMs: number;
  /** One statement; the server ends it. */
  readonly statementMs: number;
  /** Wait for a lock, within the statement; the server ends it. */
  readonly lockMs: number;
  /** Silence within a transaction; the server ends the connection. */
  readonly idleInTransactionMs: number;
  /** One transaction from its first statement to its last; the client ends the connection, even when the server is silent. */
  readonly transactionMs: number;
}

export const DEFAULT_LIMITS: ConnectionLimits = {
  acquireMs: 2_000,
  statementMs: 15_000,
  lockMs: 5_000,
  idleInTransactionMs: 20_000,
  transactionMs: 30_000,
};
