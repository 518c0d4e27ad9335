import {
  ClassifyTicket,
  FACTS_TOPIC,
  FailStep,
  PublishDocument,
  TicketReleased,
  type ServiceName,
  commandTopicOf,
  deadLetterTopicOf,
} from '@mesh/contracts';
import { TerminalError, derivedId, factIdOf, newId } from '@mesh/kernel';
import { METRICS } from '@mesh/observability';
import { messageFrom, waitFor } from '@mesh/testing';
import type { IHeaders, Message } from 'kafkajs';
import { encodeMessage } from '../src/transport/kafka/cloud-events';
import { KafkaMesh, PATIENCE_MS, standOf, tracing } from './kafka-mesh';

// Needs KAFKA_BROKERS.
jest.setTimeout(60_000);

const versionOf = (data: unknown): number => (data as { version: number }).version;
const publish = (key: string, version: number) => PublishDocument.draft(key, { documentId: 'doc-1', version });
const released = (ticketId: string, sequence = 1) =>
  TicketReleased.draft(
    ticketId,
    { ticketId, turn: 1, status: 'triaging', actor: { kind: 'system', id: 'test' } },
    { sequence, id: factIdOf(ticketId, sequence) },
  );

const DEEP = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
const good = (topicKind: 'commands' | 'facts'): Message & { headers: Record<string, string> } =>
  encodeMessage(messageFrom(topicKind === 'facts' ? released(newId()) : publish(`doc-${newId()}`, 1)));

/** Each is a sound record with one thing wrong, and the reason that its dead letter must give. */
const POISON: readonly [string, (record: ReturnType<typeof good>) => Message, string][] = [
  ['text that is no JSON', (record) => ({ ...record, value: '{bad' }), 'MESSAGE_NOT_JSON'],
  ['bytes that are no text', (record) => ({ ...record, value: Buffer.from([0xff, 0xfe]) }), 'MESSAGE_NOT_JSON'],
  ['a leading zero byte', (record) => ({ ...record, value: Buffer.from([0, 123, 125]) }), 'MESSAGE_NOT_JSON'],
  ['no value', (record) => ({ ...record, value: null }), 'MESSAGE_NOT_JSON'],
  ['a list instead of an object', (record) => ({ ...record, value: '[1,2]' }), 'MESSAGE_INVALID'],
  ['a hundred thousand levels', (record) => ({ ...record, value: DEEP }), 'MESSAGE_NOT_JSON'],
  ['no headers', (record) => ({ ...record, headers: {} }), 'MESSAGE_HEADERS_INVALID'],
  [
    'an id given twice',
    (record) => ({ ...record, headers: { ...record.headers, ce_id: [newId(), newId()] } }),
    'MESSAGE_HEADERS_INVALID',
  ],
  [
    'a header of a megabyte and bad JSON',
    (record) => ({ ...record, value: '{', headers: { ...record.headers, huge: 'x'.repeat(1_000_000) } }),
    'MESSAGE_NOT_JSON',
  ],
  [
    'an unknown type',
    (record) => ({ ...record, headers: { ...record.headers, ce_type: 'support.unheard.of.v1' } }),
    'MESSAGE_TYPE_UNKNOWN',
  ],
  [
    'a next major version',
    (record) => ({
      ...record,
      headers: { ...record.headers, ce_type: record.headers['ce_type']?.replace('.v1', '.v2') ?? '' },
    }),
    'SCHEMA_INCOMPATIBLE',
  ],
];

const textOf = (header: IHeaders[string]): string | undefined => header?.toString();

describe('dead letters on Kafka', () => {
  let mesh: KafkaMesh;
  beforeEach(async () => {
    mesh = await KafkaMesh.open(['supervisor', 'triage', 'research', 'gateway', 'escalation']);
  });
  afterEach(() => mesh.close());

  const lettersOf = async (service: ServiceName, count: number) => {
    const topic = mesh.topic(deadLetterTopicOf(service));
    const lie = async () => (await mesh.bench.recordsOn(topic)) >= count;
    await waitFor(`${count} dead letters of ${service}`, lie, PATIENCE_MS);
    return mesh.bench.readTopic(topic);
  };

  it.each([
    ['commands', 'research', commandTopicOf('research')],
    ['facts', 'gateway', FACTS_TOPIC],
  ] as const)(
    'F20: put every kind of poison on the %s topic aside, complete, and go on',
    async (kind, service, topic) => {
      const { transport, metrics } = await mesh.start(service, [
        [PublishDocument, tracing(versionOf)],
        [TicketReleased, tracing(() => 1)],
      ]);
      const records = POISON.map(([what, spoil]) => ({ what, record: spoil(good(kind)) }));
      await mesh.bench.produce(
        mesh.topic(topic),
        records.map(({ record }, n) => ({ ...record, partition: n % 2 })),
      );
      const sound = good(kind);
      await mesh.bench.produce(mesh.topic(topic), [
        { ...sound, headers: { ...sound.headers, traceparent: 'garbage' } },
      ]);

      const letters = await lettersOf(service, POISON.length);
      const reasons = letters.map(({ headers }) => textOf(headers?.['dlq_reason']));
      expect(reasons.sort()).toEqual(POISON.map(([, , reason]) => reason).sort());
      for (const { headers, value } of letters) {
        expect(headers).toMatchObject({
          dlq_topic: Buffer.from(mesh.topic(topic)),
          dlq_service: Buffer.from(service),
          dlq_partition: expect.any(Buffer),
          dlq_offset: expect.any(Buffer),
          dlq_attempts: expect.any(Buffer),
          dlq_key: expect.any(Buffer),
        });
        expect(JSON.parse(String(value))).toMatchObject({ service, origin: { topic: mesh.topic(topic) } });
      }
      const places = letters.map(({ headers }) =>
        [headers?.['dlq_partition'], headers?.['dlq_offset']].map(textOf).join('/'),
      );
      expect(new Set(places).size).toBe(POISON.length);
      const key = String(sound.key);
      await waitFor('the sound message', async () => (await mesh.effects())[key], PATIENCE_MS);
      const [row] = await mesh.database.query<{ trace: string | null }>(
        `SELECT headers ->> 'traceparent' AS trace FROM ${service}.inbox WHERE key = $1`,
        [key],
      );
      expect(row).toEqual({ trace: null });
      await transport.checkHealth();
      const caughtUp = async () =>
        (await metrics.render()).includes(`topic="${mesh.topic(topic)}"`) &&
        (await standOf({ metrics }, METRICS.consumerLag)) === 0;
      await waitFor('the lag to be worked off', caughtUp, PATIENCE_MS);
    },
  );

  it('G10: tell where the message lay, its headers and its tries when a handler gives it up', async () => {
    await mesh.start('research', [
      [PublishDocument, tracing(versionOf, () => Promise.reject(new TerminalError('NEVER', 'no')))],
    ]);
    const message = { ...messageFrom(publish('doc-a', 1)), traceparent: `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01` };
    const record = encodeMessage(message);
    await mesh.bench.produce(mesh.topic(commandTopicOf('research')), [
      { ...record, partition: 1, headers: { ...record.headers, 'x-sender': 'somebody' } },
    ]);
    const [letter] = await lettersOf('research', 1);
    const headers = Object.fromEntries(
      Object.entries(letter?.headers ?? {}).map(([name, value]) => [name, textOf(value)]),
    );
    expect(String(letter?.key)).toBe('doc-a');
    expect(headers).toMatchObject({
      ce_type: PublishDocument.type,
      ce_subject: 'doc-a',
      ce_source: message.source,
      ce_correlationid: message.correlationId,
      traceparent: message.traceparent,
      'x-sender': 'somebody',
      dlq_reason: 'NEVER',
      dlq_attempts: '1',
      dlq_service: 'research',
      dlq_topic: mesh.topic(commandTopicOf('research')),
      dlq_partition: '1',
      dlq_offset: '0',
      dlq_key: 'doc-a',
    });
    expect(JSON.parse(String(letter?.value))).toMatchObject({ reason: 'NEVER', original: message.data });
  });

  it('F21: are not made of a newer minor version, whose extra fields are left aside', async () => {
    await mesh.start('research', [[PublishDocument, tracing(versionOf)]]);
    const record = encodeMessage(messageFrom(publish('doc-a', 7)));
    const newer = { ...(JSON.parse(record.value) as object), addedLater: { nested: true } };
    await mesh.bench.produce(mesh.topic(commandTopicOf('research')), [{ ...record, value: JSON.stringify(newer) }]);
    await mesh.done('research', 1);
    expect(await mesh.effects()).toEqual({ 'doc-a': [7] });
  });

  it('F23: take what the brokers refuse as too large out of the way, and give its step up', async () => {
    const step = (ticketId: string) => ({ ticketId, turn: 1, stepId: derivedId('step', ticketId), attempt: 1 });
    const classify = (ticketId: string, body: string) =>
      ClassifyTicket.draft(ticketId, {
        step: step(ticketId),
        categories: [],
        conversation: {
          channel: 'api',
          customer: { id: 'customer-1' },
          messages: [{ messageId: newId(), author: 'customer', body, at: '2026-01-01T00:00:00.000Z' }],
        },
      });
    await mesh.bench.withAdmin((admin) =>
      admin.alterConfigs({
        validateOnly: false,
        resources: [
          {
            type: 2,
            name: mesh.topic(commandTopicOf('triage')),
            configEntries: [{ name: 'max.message.bytes', value: '5000' }],
          },
        ],
      }),
    );
    const failed: unknown[] = [];
    await mesh.start('triage', [[ClassifyTicket, tracing(() => 1)]]);
    const { replica } = await mesh.start('supervisor', [
      [FailStep, { commit: (message) => Promise.resolve(void failed.push(message.data)) }],
    ]);
    const [first, large, last] = [newId(), newId(), newId()];
    const tickets: [string, string][] = [
      [first, 'small'],
      [large, 'x'.repeat(9_000)],
      [last, 'small'],
    ];
    await replica.send(...tickets.map(([ticketId, body]) => classify(ticketId, body)));
    await mesh.done('triage', 2);
    await mesh.done('supervisor', 1);
    expect(Object.keys(await mesh.effects()).sort()).toEqual([first, last].sort());
    expect(failed).toEqual([{ step: step(large), code: 'MESSAGE_TOO_LARGE', attempts: 1 }]);
    const [letter] = await lettersOf('supervisor', 1);
    expect(JSON.parse(String(letter?.value))).toMatchObject({ reason: 'MESSAGE_TOO_LARGE', original: null });
    const unsent = await mesh.database.query('SELECT 1 FROM supervisor.outbox WHERE sent_at IS NULL');
    expect(unsent).toEqual([]);
  });

  it('F28: are redriven while live traffic runs, each with one effect; a second redrive changes nothing', async () => {
    const [dead, live] = [40, 40];
    let broken = true;
    const handling = tracing(versionOf, (message) =>
      broken && message.subject.startsWith('bad-')
        ? Promise.reject(new TerminalError('BROKEN', 'no'))
        : Promise.resolve(),
    );
    const { replica } = await mesh.start('research', [[PublishDocument, handling]]);
    const { replica: sender } = await mesh.start('supervisor');
    await sender.send(...Array.from({ length: dead }, (_, n) => publish(`bad-${n}`, 1)));
    await mesh.done('research', dead, 'dead');
    broken = false;
    const { items } = await replica.deadLetters.list({ tenantId: 'default', limit: 200 });
    const redriveAll = () =>
      Promise.all(items.map(({ id }) => replica.deadLetters.redrive({ tenantId: 'default', id })));
    const [opened] = await Promise.all([
      redriveAll(),
      ...Array.from({ length: live }, (_, n) => sender.send(publish(`live-${n}`, 1))),
    ]);
    await mesh.done('research', dead + live);
    expect(opened.filter(Boolean)).toHaveLength(dead);
    expect((await redriveAll()).filter(Boolean)).toHaveLength(0);
    const effects = await mesh.effects();
    expect(Object.keys(effects)).toHaveLength(dead + live);
    for (const values of Object.values(effects)) expect(values).toEqual([1]);
    expect(await standOf(replica, METRICS.redriven)).toBe(dead);
  });
});
