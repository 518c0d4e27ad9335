import { ForgetCustomer, type MessageDefinition, type ServiceName } from '@mesh/contracts';
import { newId } from '@mesh/kernel';
import type { Logger } from '@mesh/observability';
import type { WorkerDatabase } from '@mesh/persistence';
import type { CrashPoints } from './crash-points';
import { BacklogSampler } from './backlog-sampler';
import { Burial } from './dead-letters/burial';
import { ForgetMessagesHandler } from './dead-letters/forget-customer.handler';
import { InboxErasure } from './dead-letters/inbox-erasure';
import type { DeadLetterPolicy } from './handling/dead-letter-policy';
import { PgInbox } from './inbox/pg-inbox';
import type { Received } from './inbox/receiver';
import type { MessagingMetrics } from './messaging-metrics';
import type { OutboxPressure } from './outbox/outbox-pressure';
import { PgOutbox } from './outbox/pg-outbox';
import { RefusedMessages } from './outbox/refused-messages';
import { Relay } from './outbox/relay';
import { PgRelayLeadership } from './outbox/pg-relay-leadership';
import { PgSentMessages } from './reconciler/pg-sent-messages';
import { Reconciler, type ReconcilerLimits } from './reconciler/reconciler';
import type { Transport } from './transport/transport';
import { CommitGroup } from './work/commit-group';
import type { HandlerRegistry } from './work/handler-registry';
import { RegularWork } from './work/regular-work';
import { StaleFacts } from './work/stale-facts';
import { Worker, type WorkerLimits } from './work/worker';

export interface MessagingParts {
  readonly service: ServiceName;
  readonly database: WorkerDatabase;
  readonly transport: Transport;
  readonly handlers: HandlerRegistry;
  readonly deadLetters: DeadLetterPolicy;
  readonly logger: Logger;
  readonly metrics: MessagingMetrics;
  readonly pressure: OutboxPressure;
  readonly crash: CrashPoints;
}

export interface MessagingLimits {
  readonly worker: WorkerLimits;
  readonly relay: { readonly batchSize: number; readonly pollMs: number };
  readonly staleFacts: { readonly patienceMs: number; readonly everyMs: number };
  readonly reconciler: ReconcilerLimits & { readonly everyMs: number };
}

/** Receive, work and send of one service: started and stopped together. */
export class MessagingRuntime {
  readonly worker: Worker;
  readonly relay: Relay;
  readonly reconciler: Reconciler;
  private readonly reconciliation: RegularWork;
  private readonly staleFacts: RegularWork;
  private readonly sampler: BacklogSampler;
  private state: 'stopped' | 'running' = 'stopped';

  constructor(
    private readonly parts: MessagingParts,
    limits: MessagingLimits,
  ) {
    const { service, database, logger, metrics, crash } = parts;
    const inbox = new PgInbox(database, service, newId());
    this.relay = new Relay(
      {
        outbox: new PgOutbox(database, service),
        leadership: new PgRelayLeadership(database, service),
        transport: parts.transport,
        refusals: new RefusedMessages(database, service),
        metrics,
        logger,
        crash,
      },
      limits.relay,
    );
    this.worker = new Worker(
      {
        inbox,
        handlers: parts.handlers,
        group: new CommitGroup(database, inbox, service),
        burial: new Burial(database, inbox, service, parts.deadLetters),
        logger,
        metrics,
        crash,
        committed: () => this.relay.poke(),
      },
      limits.worker,
    );
    this.reconciler = new Reconciler(
      {
        service,
        sent: new PgSentMessages(database, service),
        pressure: parts.pressure,
        metrics: metrics.reconciler,
        logger,
        reader: parts.transport.reader,
        reopened: () => this.relay.poke(),
      },
      limits.reconciler,
    );
    // Only the process that publishes for its service compares.
    const reconcile = async () => (this.relay.leads ? this.reconciler.run() : undefined);
    this.reconciliation = new RegularWork(
      { failure: 'reconciliation_failed', work: reconcile, logger },
      limits.reconciler.everyMs,
    );
    this.staleFacts = this.staleFactsOf(inbox, limits);
    this.sampler = new BacklogSampler({
      database,
      service,
      pressure: parts.pressure,
      metrics,
      logger,
      inFlight: () => this.worker.working,
    });
  }

  get running(): boolean {
    return this.state === 'running';
  }

  /** Rows or outbox messages may have come from the HTTP path of this process. */
  readonly wake = (): void => {
    this.relay.poke();
    this.worker.poke();
  };

  /** A message that was put aside is to be worked on again. */
  readonly redriven = (): void => {
    this.parts.metrics.redrove();
    this.wake();
  };

  async start(): Promise<void> {
    this.addOwnHandlers();
    this.worker.start();
    this.relay.start();
    await this.parts.transport.start({ received: (batch) => this.received(batch) });
    this.sampler.start();
    this.staleFacts.start();
    if (this.parts.transport.reader) this.reconciliation.start();
    this.state = 'running';
  }

  /** Takes nothing more in, finishes what is in hand, publishes what was committed. */
  async stop(): Promise<void> {
    if (this.state === 'stopped') return;
    this.state = 'stopped';
    this.sampler.stop();
    this.staleFacts.stop();
    this.reconciliation.stop();
    await this.parts.transport.stop();
    await this.worker.stop();
    await this.relay.stop();
    await this.parts.transport.close();
  }

  private staleFactsOf(inbox: PgInbox, { worker, staleFacts: { patienceMs, everyMs } }: MessagingLimits): RegularWork {
    const parts = { inbox, putAside: this.worker.putAside };
    const stale = new StaleFacts(parts, { patienceMs, leaseMs: worker.leaseMs });
    const { logger } = this.parts;
    return new RegularWork({ failure: 'stale_facts_not_put_aside', work: () => stale.sweep(), logger }, everyMs);
  }

  private received(batch: Received): void {
    this.parts.metrics.receivedBatch(batch);
    if (batch.superseded.length > 0) this.worker.abort(batch.superseded);
    this.worker.poke();
  }

  private addOwnHandlers(): void {
    const { service, handlers } = this.parts;
    const definition = (ForgetCustomer as Partial<Record<ServiceName, MessageDefinition>>)[service];
    if (definition && !handlers.has(definition)) {
      handlers.add([definition], new ForgetMessagesHandler(service, new InboxErasure(service)));
    }
  }
}
