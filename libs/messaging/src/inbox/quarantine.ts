import { type Message, type ServiceName, deadLetterTopicOf, sourceOf } from '@mesh/contracts';
import { derivedId, newId } from '@mesh/kernel';
import type { Sql } from '@mesh/persistence';
import { insertOutboxCopies } from '../outbox/write-effects';
import type { RawMessage } from './raw-message';
import { wholeOriginOf } from './stored-origin';

/** What cannot even be read as a message of a tenant. */
export interface Unreadable {
  readonly record: RawMessage;
  readonly code: string;
}

const NOBODYS_TENANT = 'default';
export const UNREADABLE_TYPE = 'support.unreadable.v1';

/** Keeps the bytes as they came, and tells of them on the dead-letter topic. */
export async function quarantine(sql: Sql, service: ServiceName, unreadable: readonly Unreadable[]): Promise<void> {
  if (unreadable.length === 0) return;
  for (const { record, code } of unreadable) {
    const id = newId();
    await sql.run(`INSERT INTO ${service}.quarantine (id, origin, headers, value, code) VALUES ($1, $2, $3, $4, $5)`, [
      id,
      JSON.stringify(record.origin),
      JSON.stringify(wholeOriginOf(record).headers),
      record.value,
      code,
    ]);
    const copy = { message: copyOf(id, record, code, service), topic: deadLetterTopicOf(service) };
    await insertOutboxCopies(sql, service, [copy]);
  }
}

/** Its bytes stay in the quarantine table: whatever they are, they are no text of the mesh. */
const copyOf = (id: string, record: RawMessage, code: string, service: ServiceName): Message => ({
  id: derivedId('dead', id),
  type: UNREADABLE_TYPE,
  source: sourceOf(service),
  subject: id,
  time: new Date().toISOString(),
  tenantId: NOBODYS_TENANT,
  correlationId: id,
  data: { reason: code, attempts: 0, service, origin: wholeOriginOf(record), original: null },
});
