/** What every fault of the mesh carries: a stable code in capitals, and numbers or ids that help, never customer text. */
export abstract class MeshError extends Error {
  constructor(
    readonly code: string,
    message: string,
    readonly details: Readonly<Record<string, unknown>> = {},
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = new.target.name;
  }
}

/** Trying again cannot help: the message goes to the dead letters at once and, if it was a step, the step fails. */
export class TerminalError extends MeshError {}

/** Trying again may help: the row is retried with back-off (not before `retryAfterMs`, if given), then dead-lettered. */
export class RetryableError extends MeshError {
  constructor(
    code: string,
    message: string,
    details: Readonly<Record<string, unknown>> = {},
    readonly retryAfterMs?: number,
    options?: ErrorOptions,
  ) {
    super(code, message, details, options);
  }
}

/** The stable code of any thrown value; `UNEXPECTED` for what is not ours. */
export function codeOf(error: unknown): string {
  return error instanceof MeshError ? error.code : 'UNEXPECTED';
}

/** Everything that is not terminal is worth another try: an unknown fault may have been the network. */
export function isRetryable(error: unknown): boolean {
  return !(error instanceof TerminalError);
}

/** A one-line reason for logs and dead letters; bounded, and never a stack. */
export function reasonOf(error: unknown): string {
  const text = error instanceof Error ? `${error.name}: ${error.message}` : `thrown value of type ${typeof error}`;
  return text.replace(/\s+/g, ' ').slice(0, 500);
}
