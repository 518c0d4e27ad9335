import { InternalApi, type Listening, logLooks, loggerFor } from '@mesh/bootstrap';
import { type ConfigSource, MeshConfig } from '@mesh/config';
import { type Logger } from '@mesh/observability';
import { embeddedSource } from './embedded-source';
import type { LogFile } from './log-file';
import { Mesh } from './mesh';
import { loadSampleKnowledge } from './sample-knowledge';
import { SERVICES } from './services';
import { SplitLog } from './split-log';
import { StandaloneConfig } from './standalone.config';
import { type RunningDatabase, migrateServices, startDatabase } from './start-database';

/** The mesh together with the database that it owns. */
export class EmbeddedMesh {
  private constructor(
    private readonly mesh: Mesh,
    private readonly database: RunningDatabase,
    private readonly source: ConfigSource,
    readonly logger: Logger,
  ) {}

  /** Database, migrations, services. What has started is stopped again when a later step fails. */
  static async start(source: ConfigSource, logFile: LogFile): Promise<EmbeddedMesh> {
    const config = source.read(MeshConfig);
    const log = new SplitLog(logFile, process.stdout);
    const loggerOf = (service: string) => loggerFor(service, config, log);
    const logger = loggerOf('standalone');
    const database = await startDatabase(config.DATA_DIR, () => endWithoutDatabase(logger));
    try {
      const applied = await migrateServices(database.urls.owner, SERVICES);
      if (applied.length > 0) logger.info('database.migrated', { applied });
      const complete = await embeddedSource(database.urls);
      complete.onSecretLook(logLooks(logger));
      const mesh = await Mesh.start({ services: SERVICES, source: complete, loggerOf });
      return new EmbeddedMesh(mesh, database, source, logger);
    } catch (error) {
      await database.stop();
      throw error;
    }
  }

  /** The number of articles that were loaded. */
  loadSamples(): Promise<number> {
    const { SAMPLE_KNOWLEDGE_ENABLED } = this.source.read(StandaloneConfig);
    const api = this.mesh.gateway.app.get(InternalApi, { strict: false });
    return SAMPLE_KNOWLEDGE_ENABLED
      ? loadSampleKnowledge(api, this.source.read(MeshConfig).DATA_DIR)
      : Promise.resolve(0);
  }

  async listen(): Promise<{ url: string; managementUrl: string }> {
    const listening = await this.mesh.listen();
    return { url: urlOf(listening, 'api'), managementUrl: urlOf(listening, 'management') };
  }

  /** What a stop waits for. */
  get pending(): string | undefined {
    return this.mesh.pending;
  }

  /** The database last. */
  async stop(): Promise<void> {
    await this.mesh.stop();
    await this.database.stop();
  }
}

function urlOf(listening: readonly Listening[], surface: Listening['surface']): string {
  const found = listening.find((one) => one.surface === surface);
  const host = found?.host === '0.0.0.0' || found?.host === '::' ? '127.0.0.1' : found?.host;
  return `http://${host}:${found?.port}`;
}

/** Its owner process has given up: nothing can be kept without it. */
function endWithoutDatabase(logger: Logger): void {
  logger.error('database.lost', { code: 'DATABASE_LOST' });
  process.exit(1);
}
