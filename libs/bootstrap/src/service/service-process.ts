import { type ConfigSource, MeshConfig } from '@mesh/config';
import type { Logger, Metrics } from '@mesh/observability';
import { processEventLoop } from '../health/event-loop-monitor';
import { HttpDoor, type Listening } from '../http/http-door';
import { databaseDependency } from '../startup/database-dependency';
import { kafkaDependency } from '../startup/kafka-dependency';
import { StartupConfig } from '../startup/startup.config';
import { DependencyWait } from '../startup/dependency-wait';
import { waitingRoom } from '../startup/waiting-room';
import { createService } from './create-service';
import { metricsOf } from './metrics-of';
import type { Stoppable } from './process-guard';
import type { RunningService } from './running-service';
import type { ServiceDefinition } from './service-definition';

/**
 * One service as a process: it says how it is from its first moment on, is started when what it needs is there, and can
 * be stopped at any time.
 */
export class ServiceProcess implements Stoppable {
  private readonly stopping = new AbortController();
  private readonly metrics: Metrics;
  private readonly wait: DependencyWait;
  private door: HttpDoor | undefined;
  private service: RunningService | undefined;
  private starting: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly definition: ServiceDefinition,
    private readonly source: ConfigSource,
    private readonly logger: Logger,
  ) {
    this.metrics = metricsOf(definition.name, true);
    const kafka = kafkaDependency(source, logger, source.read(StartupConfig).START_WITHOUT_KAFKA_AFTER_MS);
    this.wait = new DependencyWait([databaseDependency(definition, source), ...(kafka ? [kafka] : [])], logger);
  }

  /** Resolves when the service answers, or never will because it was stopped. */
  async start(): Promise<readonly Listening[]> {
    const starting = this.begin();
    this.starting = Promise.allSettled([starting]);
    return starting;
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    await this.starting;
    await this.service?.stop();
    await this.door?.close(0);
  }

  get pending(): string | undefined {
    return this.service ? this.service.pending : 'start';
  }

  private async begin(): Promise<readonly Listening[]> {
    processEventLoop.start();
    this.door = await this.openDoor();
    this.logger.info('service.starting', { management_port: this.door.listening.port });
    this.service = await this.createWhenPossible();
    return this.service && !this.stopping.signal.aborted ? this.service.listen(this.door) : [];
  }

  private openDoor(): Promise<HttpDoor> {
    const { MANAGEMENT_HOST: host, MANAGEMENT_PORT: port } = this.source.read(MeshConfig);
    const handler = waitingRoom({
      service: this.definition.name,
      metrics: this.metrics,
      phase: () => (this.stopping.signal.aborted ? 'draining' : 'starting'),
      lacks: () => this.wait.lacks,
    });
    return HttpDoor.open(handler, { surface: 'management', host, port });
  }

  private async createWhenPossible(): Promise<RunningService | undefined> {
    while (await this.wait.done(this.stopping.signal)) {
      try {
        return await createService(this.definition, {
          source: this.source,
          logger: this.logger,
          metrics: this.metrics,
        });
      } catch (error) {
        if (!(await this.wait.passes(error, this.stopping.signal))) throw error;
      }
    }
    return undefined;
  }
}
