import path from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  CompleteStep,
  FACTS_TOPIC,
  PublishDocument,
  SERVICES,
  type ServiceName,
  commandTopicOf,
  consumerGroupOf,
  deadLetterTopicOf,
} from '@mesh/contracts';
import { Logger } from '@mesh/observability';
import { WorkerDatabase } from '@mesh/persistence';
import { type TestDatabase, messageFrom, testDatabase, waitFor } from '@mesh/testing';
import type * as Servers from '../../../scripts/lib/test-servers-kafka.mjs' with { 'resolution-mode': 'import' };
import { CrashPoints } from '../src/crash-points';
import { messagingMigrations } from '../src/migrations/messaging-migrations';
import { ensureAcls } from '../src/transport/kafka/ensure-acls';
import { type KafkaAccess, kafkaClient } from '../src/transport/kafka/kafka-client';
import type { KafkaTransport } from '../src/transport/kafka/kafka-transport';
import { kafkaUserOf } from '../src/transport/kafka/planned-acls';
import { KafkaBench } from './kafka-bench';

jest.setTimeout(60_000);

const PASSWORD = 'only-for-this-test';
const document = (n: number) => messageFrom(PublishDocument.draft(`doc-${n}`, { documentId: `doc-${n}`, version: 1 }));

/** A broker that asks who comes, and has been told what each service may do. */
describe('F31: a service with its own credentials and no more', () => {
  let database: TestDatabase;
  let worker: WorkerDatabase;
  let server: InstanceType<typeof Servers.KafkaServer>;
  let bench: KafkaBench;
  let prefix: string;
  const transports: KafkaTransport[] = [];

  beforeAll(async () => {
    const schemas: ServiceName[] = ['supervisor', 'triage', 'research', 'gateway'];
    database = await testDatabase(schemas.map((schema) => ({ schema, migrations: messagingMigrations(schema) })));
    worker = await WorkerDatabase.open(database.urls.worker, 8, 'test');
    const file = path.join(process.cwd(), 'scripts/lib/test-servers-kafka.mjs');
    const { KafkaServer } = (await import(pathToFileURL(file).href)) as typeof Servers;
    prefix = `${new URL(database.urls.worker).pathname.slice(1)}.`;
    const users = Object.fromEntries(SERVICES.map((service) => [`${prefix}${kafkaUserOf(service)}`, PASSWORD]));
    server = await KafkaServer.create(process.env['KAFKA_JARS'] ?? '', { users });
    bench = new KafkaBench(server.brokers);
    await bench.prepare(prefix);
    const operator = { brokers: [server.brokers], tls: false };
    expect(await ensureAcls(operator, prefix, Logger.silent())).toBe('set');
    expect(await ensureAcls(operator, prefix, Logger.silent())).toBe('set');
  });
  afterAll(async () => {
    for (const transport of transports) await transport.stop().then(() => transport.close());
    await server.remove();
    await worker.close();
    await database.drop();
  });

  const accessOf = (service: ServiceName, password = PASSWORD): KafkaAccess => ({
    brokers: [server.guardedBrokers ?? ''],
    tls: false,
    sasl: { mechanism: 'plain', username: `${prefix}${kafkaUserOf(service)}`, password },
  });
  const as = (service: ServiceName): KafkaTransport => {
    const transport = bench.transport(service, worker, new CrashPoints(), { access: accessOf(service) });
    transports.push(transport);
    return transport;
  };
  const took = (service: ServiceName, id: string) =>
    waitFor(`${service} to take it in`, async () => {
      const rows = await database.query(`SELECT 1 FROM ${service}.inbox WHERE id = $1`, [id]);
      return rows.length === 1;
    });

  it('takes its commands in, answers the supervisor and puts messages aside', async () => {
    const [supervisor, triage] = [as('supervisor'), as('triage')];
    await Promise.all([supervisor, triage].map((one) => one.start({ received: () => undefined })));
    const command = document(1);
    await supervisor.publish([{ topic: commandTopicOf('triage'), message: command }]);
    await took('triage', command.id);
    const step = { ticketId: command.id, turn: 1, stepId: command.id, attempt: 1 };
    const actor = { kind: 'system', id: 'triage' } as const;
    const answer = messageFrom(
      CompleteStep.draft(command.id, { step, result: { kind: 'handed_over' }, work: { actor, durationMs: 0 } }),
    );
    await triage.publish([{ topic: commandTopicOf('supervisor'), message: answer }]);
    await triage.publish([{ topic: deadLetterTopicOf('triage'), message: document(2) }]);
    await took('supervisor', answer.id);
  });

  it.each([
    ['the commands of the gateway', commandTopicOf('gateway')],
    ['the commands of another agent', commandTopicOf('solution')],
    ['the facts', FACTS_TOPIC],
    ['the dead letters of another service', deadLetterTopicOf('gateway')],
  ])('cannot write to %s', async (_what, topic) => {
    const refused = as('triage').publish([{ topic, message: document(3) }]);
    await expect(refused).rejects.toMatchObject({ cause: { type: 'TOPIC_AUTHORIZATION_FAILED' } });
    expect(await bench.recordsOn(`${prefix}${topic}`)).toBe(0);
  });

  it.each([
    ['triage', 'crashed'],
    ['gateway', 'joined'],
  ] as const)('F31: as %s, whoever joins the group of the gateway has %s', async (service, end) => {
    const kafka = kafkaClient('member', accessOf(service), Logger.silent());
    const retry = { retries: 0, restartOnFailure: () => Promise.resolve(false) };
    const consumer = kafka.consumer({ groupId: `${prefix}${consumerGroupOf('gateway')}`, retry });
    const ended = new Promise<string>((resolve) => {
      consumer.on('consumer.crash', () => resolve('crashed'));
      consumer.on('consumer.group_join', () => resolve('joined'));
    });
    await consumer.connect();
    await consumer.subscribe({ topics: [`${prefix}${commandTopicOf(service)}`] });
    void consumer.run({ eachMessage: () => Promise.resolve() });
    expect(await ended).toBe(end);
    await consumer.disconnect();
  });

  it('cannot grant itself anything', async () => {
    expect(await ensureAcls(accessOf('triage'), prefix, Logger.silent())).toBe('not_allowed');
  });

  it('is not let in with the wrong password', async () => {
    const admin = kafkaClient('stranger', accessOf('triage', 'guessed'), Logger.silent()).admin();
    await expect(admin.connect()).rejects.toThrow(/authentication failed|invalid username/i);
  });
});
