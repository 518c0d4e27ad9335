import { HttpException } from '@nestjs/common';

/** Extension members of a problem document; `retryAfter` (seconds) also becomes the header. */
export type ProblemExtra = Readonly<Record<string, unknown>> & { readonly retryAfter?: number };

/** One fault of a request: where it is and what is wrong there. */
export interface FieldFault {
  /** Dotted path inside the body, the query or the path parameters; empty for the whole. */
  readonly path: string;
  readonly code: string;
  readonly message: string;
}

/** Thrown by routes; becomes an RFC 9457 document with a stable code in capitals. The detail is shown to the caller. */
export class ProblemException extends HttpException {
  constructor(
    status: number,
    readonly code: string,
    readonly detail: string,
    readonly extra: ProblemExtra = {},
  ) {
    super(detail, status);
  }
}

/** 400 `VALIDATION_FAILED`, every fault at once. */
export const validationFailed = (errors: readonly FieldFault[]): ProblemException =>
  new ProblemException(400, 'VALIDATION_FAILED', 'The request is not valid.', { errors });
