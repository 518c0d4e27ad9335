import type { DynamicModule, InjectionToken, Type } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { ConfigModule, ConfigSource } from '@mesh/config';
import type { Message, MessageDraft, ServiceName } from '@mesh/contracts';
import { DeadLetters, InboxReceiver, MessagingRuntime, Transport } from '@mesh/messaging';
import { Logger, Metrics, ObservabilityModule } from '@mesh/observability';
import { PersistenceModule, type MigrationClass, WorkerDatabase } from '@mesh/persistence';
import { messageFrom } from './messages';
import { RecordingTransport } from './recording-transport';
import { type TestDatabase, testDatabase } from './test-database';
import { waitFor } from './wait-for';

/** What a service declares of itself; see `defineService`. */
export interface TestableService {
  readonly name: ServiceName;
  readonly module: Type | DynamicModule;
  readonly migrations: readonly MigrationClass[];
}

interface SentRow {
  readonly id: string;
  readonly type: string;
  readonly key: string;
  readonly tenant_id: string;
  readonly sequence: number | null;
  readonly headers: { source: string; time: string; correlationId: string; causationId?: string };
  readonly data: unknown;
}

/** One service alone, on a database of its own, with everything that it sends within reach. */
export class RunningTestService {
  constructor(
    private readonly service: TestableService,
    readonly database: TestDatabase,
    private readonly app: Awaited<ReturnType<ReturnType<typeof Test.createTestingModule>['compile']>>,
  ) {}

  /** Puts a message into the inbox and waits until it is done, superseded or dead. Returns its row's status. */
  async deliver(message: Message | MessageDraft): Promise<string> {
    const complete = 'tenantId' in message ? message : messageFrom(message);
    await this.receive([complete]);
    return waitFor(`${complete.type} to be worked on`, async () => {
      const [row] = await this.database.query<{ status: string }>(
        `SELECT status FROM ${this.service.name}.inbox WHERE tenant_id = $1 AND id = $2`,
        [complete.tenantId, complete.id],
      );
      return row && row.status !== 'open' ? row.status : undefined;
    });
  }

  /** Puts messages into the inbox, as one batch. */
  async receive(messages: readonly Message[]): Promise<void> {
    await new InboxReceiver(this.get(WorkerDatabase), this.service.name).receive(messages);
    this.get(MessagingRuntime).wake();
  }

  /** Everything that the service has committed to send, in order; dead-letter copies left out. */
  async sent(type?: { readonly type: string }): Promise<Message[]> {
    const rows = await this.database.query<SentRow>(
      `SELECT * FROM ${this.service.name}.outbox WHERE topic NOT LIKE '%dead-letters%' ORDER BY position`,
    );
    return rows
      .filter((row) => type === undefined || row.type === type.type)
      .map((row) => ({
        id: row.id,
        type: row.type,
        subject: row.key,
        tenantId: row.tenant_id,
        ...(row.sequence === null ? {} : { sequence: row.sequence }),
        ...row.headers,
        data: row.data,
      }));
  }

  /** The messages that were put aside. */
  async deadLetters(tenantId = 'default'): Promise<{ messageId: string; code: string }[]> {
    const page = await this.get(DeadLetters).list({ tenantId, limit: 100 });
    return page.items.map((item) => ({ messageId: item.id, code: item.code })).reverse();
  }

  get<T>(token: InjectionToken<T>): T {
    return this.app.get<T>(token, { strict: false });
  }

  async stop(): Promise<void> {
    await this.app.close();
    await this.database.drop();
  }
}

export class TestServiceBuilder {
  private readonly replacements: { token: InjectionToken; value: unknown }[] = [];
  private environment: Record<string, string> = {};

  constructor(private readonly service: TestableService) {}

  /** Puts something else in the place of a provider. */
  replace(token: InjectionToken, value: unknown): this {
    this.replacements.push({ token, value });
    return this;
  }

  /** Sets configuration. */
  with(environment: Record<string, string>): this {
    this.environment = { ...this.environment, ...environment };
    return this;
  }

  async start(): Promise<RunningTestService> {
    const { name, module, migrations } = this.service;
    const database = await testDatabase([{ schema: name, migrations }]);
    const source = new ConfigSource({
      MESH_ENVIRONMENT: 'testing',
      DATABASE_API_URL: database.urls.api,
      DATABASE_WORKER_URL: database.urls.worker,
      DATABASE_MAX_CONNECTIONS: '10',
      // A busy machine, not the limit, is what would be tested.
      DATABASE_ACQUIRE_TIMEOUT_MS: '20000',
      INBOX_POLL_MS: '50',
      INBOX_BACKOFF_MS: '20',
      INTERNAL_TOKEN_SECRET: 'internal-token-secret-of-the-tests',
      ...this.environment,
    });
    const builder = Test.createTestingModule({
      imports: [
        ConfigModule.forRoot(source),
        ObservabilityModule.forService(Logger.silent(), new Metrics(name, { withProcess: false })),
        PersistenceModule.forService(name),
        module,
      ],
    })
      .overrideProvider(Transport)
      .useValue(new RecordingTransport());
    for (const { token, value } of this.replacements) builder.overrideProvider(token).useValue(value);
    const app = await builder.compile();
    await app.init();
    return new RunningTestService(this.service, database, app);
  }
}

/** Runs one service alone: its real module, a database of its own, no transport. */
export const testService = (service: TestableService): TestServiceBuilder => new TestServiceBuilder(service);
