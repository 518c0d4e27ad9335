import { type Lane, type Message, type ServiceName, definitionOf } from '@mesh/contracts';
import { newId } from '@mesh/kernel';
import type { Sql, WorkerDatabase } from '@mesh/persistence';
import { ALL_WALLS, type Walls } from '../test-switches';
import { storedHeadersOf } from './inbox-row';
import { type RawMessage, type ReadMessage, checkMessage, readMessage } from './raw-message';
import { stepOf } from './step-of';

/** What a batch came to. */
export interface Received {
  /** Rows that were new. */
  readonly accepted: number;
  readonly duplicates: number;
  /** Put aside at once because they cannot be handled. */
  readonly dead: number;
  /** Older step commands that a newer turn made pointless, by id. */
  readonly superseded: readonly string[];
}

const NOTHING: Received = { accepted: 0, duplicates: 0, dead: 0, superseded: [] };

/** Puts batches of messages into the inbox of one service, each message once, in one transaction. */
export class InboxReceiver {
  constructor(
    private readonly database: WorkerDatabase,
    private readonly schema: ServiceName,
    private readonly walls: Pick<Walls, 'inboxCheck' | 'sequenceGate'> = ALL_WALLS,
  ) {}

  /** Records of a broker; nothing in them is trusted. */
  receiveRaw(records: readonly RawMessage[]): Promise<Received> {
    return this.store(records.map((record) => ({ read: readMessage(record), record })));
  }

  /** Messages that this mesh drafted itself. */
  receive(messages: readonly Message[]): Promise<Received> {
    return this.store(messages.map((message) => ({ read: checkKnown(message) })));
  }

  private async store(entries: readonly { read: ReadMessage; record?: RawMessage }[]): Promise<Received> {
    if (entries.length === 0) return NOTHING;
    const readable = entries.flatMap(({ read }) => (read.kind === 'unreadable' ? [] : [read]));
    return this.database.acrossTenants(async ({ sql }) => {
      const accepted = await this.insert(sql, readable);
      await this.closeStaleFacts(sql, readable);
      const superseded = await this.supersede(sql, readable);
      const unreadable = await this.quarantine(sql, entries);
      return {
        accepted,
        duplicates: readable.length - accepted,
        dead: unreadable + readable.filter((read) => read.kind === 'dead').length,
        superseded,
      };
    });
  }

  private insert(sql: Sql, readable: readonly Exclude<ReadMessage, { kind: 'unreadable' }>[]): Promise<number> {
    if (readable.length === 0) return Promise.resolve(0);
    const column = <T>(pick: (read: (typeof readable)[number]) => T): T[] => readable.map(pick);
    return sql.run(
      `INSERT INTO ${this.schema}.inbox
         (tenant_id, id, lane, type, key, sequence, turn, step_id, headers, data, status, error_code, finished_at)
       SELECT tenant_id, id, lane, type, key, sequence, turn, step_id, headers, data,
              CASE WHEN error_code IS NULL THEN 'open' ELSE 'dead' END, error_code,
              CASE WHEN error_code IS NULL THEN NULL ELSE now() END
       FROM unnest($1::text[], $2::uuid[], $3::text[], $4::text[], $5::text[], $6::int[], $7::int[], $8::uuid[],
                   $9::jsonb[], $10::jsonb[], $11::text[])
         WITH ORDINALITY AS batch (tenant_id, id, lane, type, key, sequence, turn, step_id, headers, data, error_code, n)
       ORDER BY n
       ON CONFLICT (tenant_id, id) DO NOTHING`,
      [
        column(({ message }) => message.tenantId),
        column(({ message }) => (this.walls.inboxCheck ? message.id : newId())),
        column(({ message }) => this.laneOf(message)),
        column(({ message }) => message.type),
        column(({ message }) => message.subject),
        column(({ message }) => message.sequence ?? null),
        column(({ message }) => stepOf(message)?.turn ?? null),
        column(({ message }) => stepOf(message)?.stepId ?? null),
        column(({ message }) => JSON.stringify(storedHeadersOf(message))),
        column(({ message }) => JSON.stringify(message.data ?? null)),
        column((read) => (read.kind === 'dead' ? read.code : null)),
      ],
    );
  }

  /** Commands are worked on in the order in which they came. */
  private laneOf({ type }: Message): Lane {
    return this.walls.sequenceGate ? (definitionOf(type)?.lane ?? 'commands') : 'commands';
  }

  /** A fact that was applied before its inbox row was cleaned away must not wait for a turn that never comes. */
  private async closeStaleFacts(sql: Sql, readable: readonly ReadMessage[]): Promise<void> {
    const facts = readable.flatMap((read) =>
      read.kind === 'valid' && read.message.sequence !== undefined ? [read.message] : [],
    );
    if (facts.length === 0) return;
    await sql.run(
      `UPDATE ${this.schema}.inbox i SET status = 'superseded', finished_at = now()
       FROM ${this.schema}.fact_positions p
       WHERE i.status = 'open' AND i.lane = 'facts' AND p.tenant_id = i.tenant_id AND p.key = i.key
         AND i.sequence <= p.sequence AND i.tenant_id = ANY($1::text[]) AND i.key = ANY($2::text[])`,
      [facts.map((fact) => fact.tenantId), facts.map((fact) => fact.subject)],
    );
  }

  private async supersede(sql: Sql, readable: readonly ReadMessage[]): Promise<string[]> {
    const steps = readable.flatMap((read) => {
      const step = read.kind === 'valid' ? stepOf(read.message) : undefined;
      return read.kind === 'valid' && step && step.turn > 1 ? [{ message: read.message, turn: step.turn }] : [];
    });
    if (steps.length === 0) return [];
    const rows = await sql.rows<{ id: string }>(
      `UPDATE ${this.schema}.inbox older SET status = 'superseded', finished_at = now()
       FROM unnest($1::text[], $2::text[], $3::int[]) AS newer (tenant_id, key, turn)
       WHERE older.status = 'open' AND older.lane = 'commands' AND older.step_id IS NOT NULL
         AND older.tenant_id = newer.tenant_id AND older.key = newer.key AND older.turn < newer.turn
       RETURNING older.id`,
      [steps.map((s) => s.message.tenantId), steps.map((s) => s.message.subject), steps.map((s) => s.turn)],
    );
    return rows.map((row) => row.id);
  }

  private async quarantine(sql: Sql, entries: readonly { read: ReadMessage; record?: RawMessage }[]): Promise<number> {
    let stored = 0;
    for (const { read, record } of entries) {
      if (read.kind !== 'unreadable' || !record) continue;
      await sql.run(
        `INSERT INTO ${this.schema}.quarantine (id, origin, headers, value, code) VALUES ($1, $2, $3, $4, $5)`,
        [newId(), JSON.stringify(record.origin), safeJson(record.headers), record.value, read.code],
      );
      stored += 1;
    }
    return stored;
  }
}

/** The data was checked when it was drafted; the type may still be one that this version does not know. */
const checkKnown = (message: Message): ReadMessage =>
  definitionOf(message.type) ? { kind: 'valid', message } : checkMessage(message);

const safeJson = (value: unknown): string => JSON.stringify(value).replaceAll('\\u0000', '\\ufffd');
