import { ConfigError, ConfigSource, MeshConfig } from '@mesh/config';
import { codeOf, reasonOf } from '@mesh/kernel';
import { checkConfig } from './check-config';
import { createService } from './create-service';
import { loggerFor } from './logger-for';
import { guardProcess } from './process-guard';
import type { ServiceDefinition } from './service-definition';
import { ShutdownConfig } from './shutdown.config';

/** The whole life of a service as a process of its own. A bad configuration names every fault on stderr and exits with 1. */
export async function runService(service: ServiceDefinition): Promise<void> {
  const source = sourceOrExit();
  const logger = loggerFor(service.name, source.read(MeshConfig));
  try {
    const running = await createService(service, { source, logger, processMetrics: true });
    guardProcess(running, { logger, deadlineMs: source.read(ShutdownConfig).SHUTDOWN_DEADLINE_MS });
    const listening = await running.listen();
    logger.info('service.ready', Object.fromEntries(listening.map(({ surface, port }) => [`${surface}_port`, port])));
  } catch (error) {
    logger.error('service.start_failed', { code: codeOf(error), reason: reasonOf(error) }, error);
    process.exit(1);
  }
}

/** The checked configuration of the process. */
export function sourceOrExit(environment: NodeJS.ProcessEnv = process.env): ConfigSource {
  try {
    const source = ConfigSource.fromProcess(environment);
    checkConfig(source);
    return source;
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(1);
  }
}
