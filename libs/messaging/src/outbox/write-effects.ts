import { type Message, type ServiceName, definitionOf } from '@mesh/contracts';
import type { Sql } from '@mesh/persistence';
import { storedHeadersOf } from '../inbox/inbox-row';
import { boundedJson } from '../message-size';
import type { PendingEffects, Timer } from './pending-effects';

export interface OutboxCopy {
  readonly message: Message;
  readonly topic: string;
}

/** Writes what several pieces of work send, in as few statements as possible, within their transaction. */
export async function writeEffects(sql: Sql, schema: ServiceName, effects: readonly PendingEffects[]): Promise<void> {
  const messages = effects.flatMap((effect) => effect.messages);
  const timers = effects.flatMap((effect) => effect.timers);
  const cancelled = effects.flatMap((effect) => effect.cancelled);
  if (messages.length > 0) await insertOutbox(sql, schema, messages);
  if (cancelled.length > 0) await cancelTimers(sql, schema, cancelled);
  if (timers.length > 0) await setTimers(sql, schema, timers);
}

/** No ON CONFLICT: an id that is there already means that something was decided twice, and must not commit. */
function insertOutbox(sql: Sql, schema: ServiceName, messages: readonly Message[]): Promise<number> {
  const copies = messages.map((message) => ({ message, topic: definitionOf(message.type)?.topic ?? 'unknown' }));
  return insertJson(
    sql,
    schema,
    copies,
    messages.map(({ data }) => boundedJson(data)),
  );
}

/** Adds messages to the outbox for topics that the caller names, whatever their size. */
export function insertOutboxCopies(sql: Sql, schema: ServiceName, copies: readonly OutboxCopy[]): Promise<number> {
  return insertJson(
    sql,
    schema,
    copies,
    copies.map(({ message }) => JSON.stringify(message.data)),
  );
}

function insertJson(
  sql: Sql,
  schema: ServiceName,
  copies: readonly OutboxCopy[],
  data: readonly string[],
): Promise<number> {
  return sql.run(
    `INSERT INTO ${schema}.outbox (tenant_id, id, topic, type, key, sequence, headers, data)
     SELECT tenant_id, id, topic, type, key, sequence, headers, data
     FROM unnest($1::text[], $2::uuid[], $3::text[], $4::text[], $5::text[], $6::int[], $7::jsonb[], $8::jsonb[])
       WITH ORDINALITY AS batch (tenant_id, id, topic, type, key, sequence, headers, data, n)
     ORDER BY n`,
    [
      copies.map(({ message }) => message.tenantId),
      copies.map(({ message }) => message.id),
      copies.map(({ topic }) => topic),
      copies.map(({ message }) => message.type),
      copies.map(({ message }) => message.subject),
      copies.map(({ message }) => message.sequence ?? null),
      copies.map(({ message }) => JSON.stringify(storedHeadersOf(message))),
      data,
    ],
  );
}

function setTimers(sql: Sql, schema: ServiceName, timers: readonly Timer[]): Promise<number> {
  return sql.run(
    `INSERT INTO ${schema}.inbox AS i (tenant_id, id, lane, type, key, headers, data, not_before)
     SELECT tenant_id, id, 'commands', type, key, headers, data, clock_timestamp() + after_ms * interval '1 millisecond'
     FROM unnest($1::text[], $2::uuid[], $3::text[], $4::text[], $5::jsonb[], $6::jsonb[], $7::float8[])
       AS timer (tenant_id, id, type, key, headers, data, after_ms)
     ON CONFLICT (tenant_id, id) DO UPDATE
       SET position = nextval('${schema}.inbox_position'), headers = excluded.headers, data = excluded.data,
           not_before = excluded.not_before, status = 'open', attempts = 0, claims = 0, finished_at = NULL,
           prepared = NULL, lease_owner = NULL, lease_until = NULL`,
    [
      timers.map(({ message }) => message.tenantId),
      timers.map(({ message }) => message.id),
      timers.map(({ message }) => message.type),
      timers.map(({ message }) => message.subject),
      timers.map(({ message }) => JSON.stringify(storedHeadersOf(message))),
      timers.map(({ message }) => JSON.stringify(message.data)),
      timers.map(({ afterMs }) => afterMs),
    ],
  );
}

function cancelTimers(
  sql: Sql,
  schema: ServiceName,
  cancelled: readonly { tenantId: string; id: string }[],
): Promise<number> {
  return sql.run(
    `UPDATE ${schema}.inbox SET status = 'superseded', finished_at = now()
     WHERE tenant_id = ANY($1::text[]) AND id = ANY($2::uuid[]) AND status = 'open'
       AND (lease_until IS NULL OR lease_until < clock_timestamp())`,
    [cancelled.map((timer) => timer.tenantId), cancelled.map((timer) => timer.id)],
  );
}
