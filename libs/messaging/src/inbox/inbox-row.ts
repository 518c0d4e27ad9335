import type { Lane, Message } from '@mesh/contracts';
import type { StoredOrigin } from './stored-origin';

/** Headers that are not columns of their own. */
export interface StoredHeaders {
  readonly source: string;
  readonly time: string;
  readonly correlationId: string;
  readonly causationId?: string | undefined;
  readonly traceparent?: string | undefined;
}

/** A row of the work table as the claim returns it. */
export interface InboxRow {
  readonly tenant_id: string;
  readonly id: string;
  readonly position: string;
  readonly lane: Lane;
  readonly type: string;
  readonly key: string;
  readonly sequence: number | null;
  readonly turn: number | null;
  readonly step_id: string | null;
  readonly headers: StoredHeaders;
  readonly data: unknown;
  /** Null for what came without a broker. */
  readonly origin: StoredOrigin | null;
  /** Why it may not be handled, found when it came in; null for a sound message. */
  readonly condemned: string | null;
  readonly attempts: number;
  readonly claims: number;
  readonly prepared: unknown;
}

/** The message that a row holds. */
export const messageOf = (row: InboxRow): Message => ({
  id: row.id,
  type: row.type,
  subject: row.key,
  tenantId: row.tenant_id,
  ...(row.sequence === null ? {} : { sequence: row.sequence }),
  ...row.headers,
  data: row.data,
});

export const storedHeadersOf = (message: Message): StoredHeaders => ({
  source: message.source,
  time: message.time,
  correlationId: message.correlationId,
  causationId: message.causationId,
  traceparent: message.traceparent,
});
