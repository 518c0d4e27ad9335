import { type Lane, type Message, type ServiceName, definitionOf } from '@mesh/contracts';
import { newId } from '@mesh/kernel';
import type { Sql, WorkerDatabase } from '@mesh/persistence';
import { ALL_WALLS, type Walls } from '../test-switches';
import { storedHeadersOf } from './inbox-row';
import { type Unreadable, quarantine } from './quarantine';
import { type RawMessage, type ReadMessage, checkMessage, readMessage } from './raw-message';
import { stepOf } from './step-of';
import { originOf } from './stored-origin';

/** What a batch came to. */
export interface Received {
  /** Rows that were new. */
  readonly accepted: number;
  readonly duplicates: number;
  /** Faulty ones among the accepted; the worker puts them aside. */
  readonly dead: number;
  /** Why records were put into quarantine, a code for each. */
  readonly unreadable: readonly string[];
  /** Older step commands that a newer turn made pointless, by id. */
  readonly superseded: readonly string[];
}

const NOTHING: Received = { accepted: 0, duplicates: 0, dead: 0, unreadable: [], superseded: [] };

interface Entry {
  readonly read: ReadMessage;
  readonly record?: RawMessage;
}
type Readable = Entry & { readonly read: Exclude<ReadMessage, { kind: 'unreadable' }> };

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

  private async store(entries: readonly Entry[]): Promise<Received> {
    if (entries.length === 0) return NOTHING;
    const readable = entries.filter((entry): entry is Readable => entry.read.kind !== 'unreadable');
    const unreadable = entries.flatMap(unreadableOf);
    return this.database.acrossTenants(async ({ sql }) => {
      const accepted = await this.insert(sql, readable);
      const reads = readable.map(({ read }) => read);
      await this.closeStaleFacts(sql, reads);
      const superseded = await this.supersede(sql, reads);
      await quarantine(sql, this.schema, unreadable);
      return {
        accepted,
        duplicates: readable.length - accepted,
        dead: reads.filter((read) => read.kind === 'dead').length,
        unreadable: unreadable.map(({ code }) => code),
        superseded,
      };
    });
  }

  private insert(sql: Sql, readable: readonly Readable[]): Promise<number> {
    if (readable.length === 0) return Promise.resolve(0);
    const column = <T>(pick: (message: Message, entry: Readable) => T): T[] =>
      readable.map((entry) => pick(entry.read.message, entry));
    return sql.run(
      `INSERT INTO ${this.schema}.inbox
         (tenant_id, id, lane, type, key, sequence, turn, step_id, headers, data, origin, condemned)
       SELECT tenant_id, id, lane, type, key, sequence, turn, step_id, headers, data, origin, condemned
       FROM unnest($1::text[], $2::uuid[], $3::text[], $4::text[], $5::text[], $6::int[], $7::int[], $8::uuid[],
                   $9::jsonb[], $10::jsonb[], $11::jsonb[], $12::text[])
         WITH ORDINALITY AS batch
           (tenant_id, id, lane, type, key, sequence, turn, step_id, headers, data, origin, condemned, n)
       ORDER BY n
       ON CONFLICT (tenant_id, id) DO NOTHING`,
      [
        column(({ tenantId }) => tenantId),
        column(({ id }) => (this.walls.inboxCheck ? id : newId())),
        column((message) => (this.walls.sequenceGate ? laneOf(message) : 'commands')),
        column(({ type }) => type),
        column(({ subject }) => subject),
        column(({ sequence }) => sequence ?? null),
        column((message) => stepOf(message)?.turn ?? null),
        column((message) => stepOf(message)?.stepId ?? null),
        column((message) => JSON.stringify(storedHeadersOf(message))),
        column(({ data }) => JSON.stringify(data ?? null)),
        column((_message, { record, read }) => (record ? JSON.stringify(originOf(record, isNoJson(read))) : null)),
        column((_message, { read }) => (read.kind === 'dead' ? read.code : null)),
      ],
    );
  }

  /** A fact that was applied before its inbox row was cleaned away must not wait for a turn that never comes. */
  private async closeStaleFacts(sql: Sql, readable: readonly ReadMessage[]): Promise<void> {
    const facts = readable.flatMap((read) =>
      read.kind !== 'unreadable' && read.message.sequence !== undefined ? [read.message] : [],
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
}

/** The data was checked when it was drafted; the type may still be one that this version does not know. */
const checkKnown = (message: Message): ReadMessage =>
  definitionOf(message.type) ? { kind: 'valid', message } : checkMessage(message);

/** A fact without a number would wait for its turn for ever. */
const laneOf = ({ type, sequence }: Message): Lane =>
  sequence === undefined ? 'commands' : (definitionOf(type)?.lane ?? 'commands');

const isNoJson = (read: ReadMessage): boolean => read.kind === 'dead' && read.code === 'MESSAGE_NOT_JSON';

const unreadableOf = ({ read, record }: Entry): Unreadable[] =>
  read.kind === 'unreadable' && record ? [{ record, code: read.code }] : [];
