/** A claimed job. */
export interface JobRow {
  readonly tenant_id: string;
  readonly job_id: string;
  readonly name: string;
  readonly payload: unknown;
  readonly priority: number;
  readonly attempts: number;
  readonly max_attempts: number;
  readonly every_ms: number | null;
}

export interface NewJob {
  readonly tenantId: string;
  readonly id: string;
  readonly name: string;
  readonly payload: unknown;
  readonly priority: number;
  readonly maxAttempts: number;
  readonly delayMs: number;
}
