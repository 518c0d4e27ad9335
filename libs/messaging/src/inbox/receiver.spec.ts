import { ClassifyTicket, PublishDocument } from '@mesh/contracts';
import { newId } from '@mesh/kernel';
import { WorkerDatabase } from '@mesh/persistence';
import { type TestDatabase, messageFrom, testDatabase } from '@mesh/testing';
import { messagingMigrations } from '../index';
import type { RawMessage } from './raw-message';
import { InboxReceiver } from './receiver';

describe('the inbox of a service', () => {
  let database: TestDatabase;
  let worker: WorkerDatabase;
  let receiver: InboxReceiver;
  beforeAll(async () => {
    database = await testDatabase([{ schema: 'research', migrations: [...messagingMigrations('research')] }]);
    worker = await WorkerDatabase.open(database.urls.worker, 2, 'test');
    receiver = new InboxReceiver(worker, 'research');
  });
  afterAll(async () => {
    await worker.close();
    await database.drop();
  });

  const record = (headers: Record<string, string>, value: string): RawMessage => ({
    headers: {
      ce_id: newId(),
      ce_source: '/somebody',
      ce_type: PublishDocument.type,
      ce_subject: 'doc-1',
      ce_time: '2026-01-01T00:00:00.000Z',
      ce_tenantid: 'default',
      ce_correlationid: 'c-1',
      ...headers,
    },
    value: Buffer.from(value),
    origin: { topic: 'test', partition: 0, offset: '0' },
  });
  const beyondAnyColumn = {
    step: { ticketId: newId(), turn: 3_000_000_000, stepId: newId(), attempt: 1 },
    categories: [],
    conversation: {
      channel: 'api',
      customer: { id: 'customer-1' },
      messages: [{ messageId: newId(), author: 'customer', body: 'hello', at: '2026-01-01T00:00:00.000Z' }],
    },
  };
  const good = '{"documentId": "doc-1", "version": 1}';

  it('takes in a whole batch, whatever strangers have put into it', async () => {
    const received = await receiver.receiveRaw([
      record({ ce_type: ClassifyTicket.type }, '{"step": {"turn": "x", "stepId": "y"}}'),
      record({ ce_type: ClassifyTicket.type }, '{"step": {"turn": 99999999999}}'),
      record({ ce_type: ClassifyTicket.type, ce_subject: 'ticket-1' }, JSON.stringify(beyondAnyColumn)),
      record({ ce_sequence: '99999999999' }, good),
      record({ ce_subject: 'a\u0000b' }, good),
      record({}, '{"documentId": "\\ud800", "version": 1}'),
      record({}, '{"documentId": "\\u0000", "version": 1}'),
      record({}, good),
    ]);
    expect(received).toEqual({
      accepted: 6,
      duplicates: 0,
      dead: 4,
      unreadable: ['MESSAGE_HEADERS_INVALID', 'MESSAGE_HEADERS_INVALID'],
      superseded: [],
    });
    const open = await database.query(`SELECT key, turn FROM research.inbox WHERE condemned IS NULL ORDER BY key`);
    expect(open).toEqual([
      { key: 'doc-1', turn: null },
      { key: 'ticket-1', turn: null },
    ]);
  });

  it('takes each message once per tenant', async () => {
    const id = newId();
    const draft = PublishDocument.draft('doc-2', { documentId: 'doc-2', version: 1 });
    const of = (tenantId: string) => messageFrom(draft, { id, tenantId });
    expect(await receiver.receive([of('acme'), of('acme'), of('other')])).toMatchObject({ accepted: 2, duplicates: 1 });
    expect(await receiver.receive([of('acme')])).toMatchObject({ accepted: 0, duplicates: 1 });
  });

  it('has nothing to do with an empty batch', async () => {
    expect(await receiver.receive([])).toMatchObject({ accepted: 0, dead: 0 });
  });
});
