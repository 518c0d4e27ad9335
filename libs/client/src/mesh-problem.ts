/** The problem document (RFC 9457) of a refused call. */
export interface ProblemDocument {
  readonly status: number;
  readonly code: string;
  readonly detail?: string;
  readonly correlationId?: string;
  readonly [extension: string]: unknown;
}

/** A call that was answered with something else than 2xx. */
export class MeshProblem extends Error {
  constructor(
    readonly status: number,
    readonly problem: Partial<ProblemDocument>,
    readonly retryAfterSeconds?: number,
  ) {
    super(`${status} ${problem.code ?? 'UNKNOWN'}: ${problem.detail ?? ''}`);
    this.name = 'MeshProblem';
  }
}
