import { randomUUID } from 'node:crypto';
import { SendReply, commandTopicOf } from '@mesh/contracts';
import type { Fault, FaultContext } from '../fault';
import { type TopicEntry } from '../rig/broker';
import { copyOf } from './duplicate-records';
import { lookUntil } from './look-until';
import { must } from './observe';

const EACH = 10;
/** They wait for their turn like everything else under load. */
const WORKED_ON_MS = 120_000;

interface InboxState {
  readonly id: string;
  readonly status: string;
  readonly error_code: string | null;
}

/** A sender of the next version: more fields than known are ignored, a new major version is put aside, not dropped. */
export class NewerVersions implements Fault {
  readonly id = 'F21';
  readonly title = 'messages of the next minor and the next major version';
  readonly minSeconds = 6;
  readonly fullSeconds = 12;
  private minor: string[] = [];
  private major: string[] = [];

  async inject({ broker }: FaultContext): Promise<void> {
    const topic = commandTopicOf('gateway');
    const known = (await broker.read([topic])).filter(
      ({ headers }) => headers['ce_type']?.toString() === SendReply.type,
    );
    const models = known.slice(-EACH);
    const minor = models.map((entry) => again(entry, { next: { added: 'a field nobody knows yet' } }));
    const major = models.map((entry) => again(entry, {}, SendReply.type.replace('.v1', '.v2')));
    this.minor = minor.map(idOf);
    this.major = major.map(idOf);
    await broker.send(topic, [...minor, ...major]);
  }

  async heal({ broker }: FaultContext): Promise<void> {
    await broker.untilTakenIn(60_000);
  }

  async evidence({ database }: FaultContext): Promise<string> {
    const rows = await untilDone(database, [...this.minor, ...this.major]);
    must(this.minor.length > 0, 'messages to take as a model');
    const bad = rows.filter(({ id, status, error_code: code }) =>
      this.minor.includes(id) ? status !== 'done' : status !== 'dead' || code === null,
    );
    must(
      rows.length === this.minor.length + this.major.length && bad.length === 0,
      `all handled (${JSON.stringify(bad)})`,
    );
    return `${this.minor.length} of the next minor version handled, ${this.major.length} of the next major put aside`;
  }
}

function again(entry: TopicEntry, more: object, type?: string) {
  const copy = copyOf(entry);
  const data = JSON.parse(entry.value?.toString() ?? '{}') as object;
  const headers = {
    ...copy.headers,
    ce_id: randomUUID(),
    ce_next: '1',
    ...(type === undefined ? {} : { ce_type: type }),
  };
  return { ...copy, headers, value: Buffer.from(JSON.stringify({ ...data, ...more })) };
}

const idOf = ({ headers }: { headers: { ce_id: string } }): string => headers.ce_id;

const STATES = 'SELECT id::text, status, error_code FROM gateway.inbox WHERE id = ANY($1::uuid[])';

const untilDone = (database: FaultContext['database'], ids: readonly string[]): Promise<InboxState[]> =>
  lookUntil(
    () => database.rows<InboxState>(STATES, [ids]),
    (rows) => rows.length === ids.length && rows.every(({ status }) => status !== 'open'),
    WORKED_ON_MS,
  );
