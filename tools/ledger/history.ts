import { appendFileSync } from 'node:fs';

export type OperationKind = 'ticket' | 'message' | 'feedback' | 'decision';

/** `unknown`: no answer came, or one that does not tell; it may have happened. */
export type Outcome = 'ok' | 'fail' | 'unknown';

/** One call to the mesh, noted down before it is made. */
export interface Operation {
  readonly kind: OperationKind;
  readonly tenant: string;
  /** Index of the gateway that was asked. */
  readonly gateway: number;
  /** What calls that mean the same have in common: an Idempotency-Key, a ticket, an approval. */
  readonly key: string;
  readonly startedAt: number;
  readonly details: Readonly<Record<string, string>>;
  endedAt?: number;
  outcome?: Outcome;
  /** The HTTP status, if an answer came. */
  status?: number;
  /** The id that the answer named. */
  result?: string;
}

export type Started = Pick<Operation, 'kind' | 'tenant' | 'gateway' | 'key'> & { details?: Operation['details'] };
export type Ended = Pick<Operation, 'outcome' | 'status' | 'result'>;

/** What was asked of the mesh and what it answered, in the order of time; kept outside the mesh. */
export class History {
  readonly operations: Operation[] = [];

  /** @param file every beginning and every end is appended to it, one JSON object per line */
  constructor(private readonly file?: string) {}

  begin({ details = {}, ...started }: Started): Operation {
    const operation: Operation = { ...started, details, startedAt: Date.now() };
    this.operations.push(operation);
    this.note('invoke', { operation: this.operations.length, ...operation });
    return operation;
  }

  end(operation: Operation, ended: Ended): void {
    Object.assign(operation, ended, { endedAt: Date.now() });
    this.note(ended.outcome ?? 'unknown', { ...operation });
  }

  note(event: string, fields: object): void {
    if (this.file) appendFileSync(this.file, `${JSON.stringify({ at: new Date().toISOString(), event, ...fields })}\n`);
  }

  of(kind: OperationKind): Operation[] {
    return this.operations.filter((operation) => operation.kind === kind);
  }
}
