import { CustomerId, Id, Instant, MESSAGE_DEFINITIONS, type Message, TenantId, definitionOf } from '@mesh/contracts';
import { z } from 'zod';

/** A record as a broker delivers it. */
export interface RawMessage {
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly value: Buffer | null;
  readonly key?: string | undefined;
  readonly origin: { readonly topic: string; readonly partition: number; readonly offset: string };
}

/** What reading a record led to. */
export type ReadMessage =
  | { readonly kind: 'valid'; readonly message: Message }
  /** It has an identity and a tenant, but may not be handled. */
  | { readonly kind: 'dead'; readonly message: Message; readonly code: string }
  /** Not even that. */
  | { readonly kind: 'unreadable'; readonly code: string };

const NUL = '\u0000';
/** Postgres stores no U+0000. */
const storable = (text: string): boolean => !text.includes(NUL);
const Word = z.string().min(1).max(200).refine(storable);

const Headers = z.object({
  ce_id: Id,
  ce_source: Word,
  ce_type: Word,
  ce_subject: CustomerId.refine(storable),
  ce_time: Instant,
  ce_tenantid: TenantId,
  ce_correlationid: Word,
  ce_causationid: Word.optional(),
  ce_sequence: z.coerce.number().int().positive().max(2_147_483_647).optional(),
});
const TRACEPARENT = /^[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$/;

/** Never throws, whatever the bytes are. */
export function readMessage(raw: RawMessage): ReadMessage {
  const headers = Headers.safeParse(raw.headers);
  if (!headers.success) return { kind: 'unreadable', code: 'MESSAGE_HEADERS_INVALID' };
  const data = parseJson(raw.value);
  const trace = raw.headers['traceparent'];
  const message: Message = {
    id: headers.data.ce_id,
    source: headers.data.ce_source,
    type: headers.data.ce_type,
    subject: headers.data.ce_subject,
    time: headers.data.ce_time,
    tenantId: headers.data.ce_tenantid,
    correlationId: headers.data.ce_correlationid,
    causationId: headers.data.ce_causationid,
    sequence: headers.data.ce_sequence,
    ...(trace !== undefined && TRACEPARENT.test(trace) ? { traceparent: trace } : {}),
    data,
  };
  return data === undefined
    ? { kind: 'dead', message: { ...message, data: null }, code: 'MESSAGE_NOT_JSON' }
    : checkMessage(message);
}

/** Checks the data of a message against the schema of its type. */
export function checkMessage(message: Message): ReadMessage {
  const definition = definitionOf(message.type);
  if (!definition) return { kind: 'dead', message, code: unknownTypeCode(message.type) };
  if (definition.lane === 'facts' && message.sequence === undefined) {
    return { kind: 'dead', message, code: 'MESSAGE_SEQUENCE_MISSING' };
  }
  const checked = definition.schema.safeParse(message.data);
  return checked.success
    ? { kind: 'valid', message: { ...message, data: checked.data } }
    : { kind: 'dead', message, code: 'MESSAGE_INVALID' };
}

const nameOf = (type: string): string => type.replace(/\.v\d+$/, '');
const knownNames = new Set(MESSAGE_DEFINITIONS.map(({ type }) => nameOf(type)));

/** A message that is known by name, in a version that is not: its sender is ahead of this service, or behind it. */
const unknownTypeCode = (type: string): string =>
  knownNames.has(nameOf(type)) ? 'SCHEMA_INCOMPATIBLE' : 'MESSAGE_TYPE_UNKNOWN';

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** U+0000 or half of a character, as JSON.stringify writes them; not the text of a customer who writes about them. */
const UNSTORABLE = /(?<!\\)(?:\\\\)*\\u(?:0000|d[89a-f])/;

/** Undefined for what is no JSON and for what Postgres refuses in jsonb. */
function parseJson(value: Buffer | null): unknown {
  try {
    const parsed: unknown = value === null ? undefined : JSON.parse(utf8.decode(value));
    return UNSTORABLE.test(JSON.stringify(parsed)) ? undefined : parsed;
  } catch {
    return undefined;
  }
}
