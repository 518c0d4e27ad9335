import {
  type BeforeApplicationShutdown,
  type DynamicModule,
  Global,
  Inject,
  Injectable,
  Module,
  type OnApplicationBootstrap,
  type Type,
} from '@nestjs/common';
import { DiscoveryModule, DiscoveryService } from '@nestjs/core';
import { type ConfigOf, MeshConfig, provideConfig } from '@mesh/config';
import type { MessageDefinition, ServiceName } from '@mesh/contracts';
import { Logger, Metrics } from '@mesh/observability';
import { ApiDatabase, WorkerDatabase } from '@mesh/persistence';
import { setInjectionChecks } from '@mesh/text';
import { CrashPoints } from './crash-points';
import { FailStepPolicy } from './dead-letters/dead-letter-topic';
import { DeadLetters } from './dead-letters/dead-letters';
import { InboxErasure } from './dead-letters/inbox-erasure';
import { DeadLetterPolicy } from './handling/dead-letter-policy';
import { HANDLES, type MessageHandler } from './handling/handler';
import { TransactionalOutbox } from './handling/transactional-outbox';
import { MessagingMetrics } from './messaging-metrics';
import { MessagingRuntime } from './messaging-runtime';
import { MessagingConfig } from './messaging.config';
import { OutboxPressure } from './outbox/outbox-pressure';
import { PgTransactionalOutbox } from './outbox/pg-transactional-outbox';
import { Reconciler } from './reconciler/reconciler';
import { Retention } from './retention';
import { TestSwitches } from './test-switches';
import { KafkaConfig } from './transport/kafka/kafka.config';
import { Transport } from './transport/transport';
import { transportFor } from './transport/transport-for';
import { withFaults } from './work/faulty-handlers';
import { HandlerRegistry } from './work/handler-registry';
import { RegularWork } from './work/regular-work';
import { limitsOf } from './worker-limits';

type Config = ConfigOf<typeof MessagingConfig>;
type Mesh = ConfigOf<typeof MeshConfig>;

const RETENTION_SWEEP_MS = 3_600_000;
const SWEEPING = Symbol('sweeping of finished messages');

/** Starts with the application and drains before its connections are closed. */
@Injectable()
export class MessagingLifecycle implements OnApplicationBootstrap, BeforeApplicationShutdown {
  constructor(
    @Inject(DiscoveryService) private readonly discovery: DiscoveryService,
    @Inject(HandlerRegistry) private readonly handlers: HandlerRegistry,
    @Inject(MessagingRuntime) private readonly runtime: MessagingRuntime,
    @Inject(SWEEPING) private readonly sweeping: RegularWork,
    @Inject(TestSwitches) private readonly switches: TestSwitches,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    this.discoverHandlers();
    await this.runtime.start();
    this.sweeping.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.sweeping.stop();
    await this.runtime.stop();
  }

  private discoverHandlers(): void {
    for (const { metatype, instance } of this.discovery.getProviders()) {
      if (typeof metatype !== 'function' || !instance) continue;
      const definitions = Reflect.getMetadata(HANDLES, metatype) as MessageDefinition[] | undefined;
      if (!definitions) continue;
      const handler = instance as MessageHandler<MessageDefinition, unknown>;
      this.handlers.add(definitions, this.switches.handlerFaults ? withFaults(handler) : handler);
    }
  }
}

/** Messaging of one service: handlers are found by their `@Handles`, everything else is injected from here. */
@Global()
@Module({})
export class MessagingModule {
  /** @param options.deadLetters what else happens when a message is put aside; default: a failed step is answered */
  static forService(service: ServiceName, options: { deadLetters?: Type<DeadLetterPolicy> } = {}): DynamicModule {
    return {
      module: MessagingModule,
      imports: [DiscoveryModule],
      providers: [
        provideConfig(MessagingConfig),
        provideConfig(KafkaConfig),
        provideConfig(MeshConfig),
        HandlerRegistry,
        MessagingLifecycle,
        { provide: DeadLetterPolicy, useClass: options.deadLetters ?? FailStepPolicy },
        {
          provide: CrashPoints,
          inject: [MessagingConfig.token, MeshConfig.token],
          useFactory: (config: Config, mesh: Mesh) => CrashPoints.parse(config.CRASH_AT, mesh.MESH_ENVIRONMENT),
        },
        {
          provide: TestSwitches,
          inject: [MessagingConfig.token, MeshConfig.token],
          useFactory: (config: Config, mesh: Mesh) => {
            const switches = new TestSwitches(config, mesh.MESH_ENVIRONMENT);
            setInjectionChecks(switches.injectionChecks);
            return switches;
          },
        },
        {
          provide: Transport,
          inject: [WorkerDatabase, TestSwitches, KafkaConfig.token, MeshConfig.token, CrashPoints, Logger, Metrics],
          useFactory: (
            database: WorkerDatabase,
            walls: TestSwitches,
            kafka: ConfigOf<typeof KafkaConfig>,
            mesh: Mesh,
            crash: CrashPoints,
            logger: Logger,
            metrics: Metrics,
          ) =>
            transportFor(
              {
                service,
                database,
                crash,
                logger,
                metrics,
                walls,
              },
              mesh,
              kafka,
            ),
        },
        {
          provide: MessagingRuntime,
          inject: [
            WorkerDatabase,
            Transport,
            HandlerRegistry,
            DeadLetterPolicy,
            Logger,
            Metrics,
            OutboxPressure,
            CrashPoints,
            MessagingConfig.token,
            KafkaConfig.token,
          ],
          useFactory: (
            database: WorkerDatabase,
            transport: Transport,
            handlers: HandlerRegistry,
            deadLetters: DeadLetterPolicy,
            logger: Logger,
            metrics: Metrics,
            pressure: OutboxPressure,
            crash: CrashPoints,
            config: Config,
            kafka: ConfigOf<typeof KafkaConfig>,
          ) =>
            new MessagingRuntime(
              {
                service,
                database,
                transport,
                handlers,
                deadLetters,
                logger,
                metrics: new MessagingMetrics(metrics),
                pressure,
                crash,
              },
              limitsOf(config, kafka),
            ),
        },
        {
          provide: TransactionalOutbox,
          inject: [ApiDatabase, MessagingRuntime],
          useFactory: (database: ApiDatabase, runtime: MessagingRuntime) =>
            new PgTransactionalOutbox(database, service, runtime.wake),
        },
        {
          provide: DeadLetters,
          inject: [ApiDatabase, MessagingRuntime],
          useFactory: (database: ApiDatabase, runtime: MessagingRuntime) =>
            new DeadLetters(database, service, runtime.redriven),
        },
        {
          provide: OutboxPressure,
          inject: [WorkerDatabase, MessagingConfig.token],
          useFactory: (database: WorkerDatabase, config: Config) =>
            new OutboxPressure(database, service, config.OUTBOX_LIMIT),
        },
        {
          provide: Reconciler,
          inject: [MessagingRuntime],
          useFactory: ({ reconciler }: MessagingRuntime) => reconciler,
        },
        { provide: InboxErasure, useFactory: () => new InboxErasure(service) },
        {
          provide: SWEEPING,
          inject: [WorkerDatabase, MessagingConfig.token, Logger],
          useFactory: (database: WorkerDatabase, config: Config, logger: Logger) => {
            const retention = new Retention(database, service, config.INBOX_RETENTION_HOURS);
            const work = () => retention.sweep();
            return new RegularWork({ failure: 'messages_not_swept', work, logger }, RETENTION_SWEEP_MS);
          },
        },
      ],
      exports: [
        TestSwitches,
        TransactionalOutbox,
        OutboxPressure,
        Reconciler,
        DeadLetters,
        InboxErasure,
        MessagingRuntime,
      ],
    };
  }
}
