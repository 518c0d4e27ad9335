import { ConfigError, ConfigSource, MeshConfig } from '@mesh/config';
import { codeOf, reasonOf } from '@mesh/kernel';
import { checkConfig } from './check-config';
import { loggerFor } from './logger-for';
import { guardProcess } from './process-guard';
import { logLooks } from './log-looks';
import type { ServiceDefinition } from './service-definition';
import { ServiceProcess } from './service-process';
import { ShutdownConfig } from './shutdown.config';

/**
 * The whole life of a service as a process of its own. A bad configuration names every fault on stderr and exits with 1.
 * Servers that are not there yet are waited for: the process is alive, and not ready, until they are.
 */
export async function runService(service: ServiceDefinition): Promise<void> {
  const source = await sourceOrExit();
  const logger = loggerFor(service.name, source.read(MeshConfig));
  source.onSecretLook(logLooks(logger));
  try {
    const running = new ServiceProcess(service, source, logger);
    guardProcess(running, { logger, deadlineMs: source.read(ShutdownConfig).SHUTDOWN_DEADLINE_MS });
    const listening = await running.start();
    if (listening.length === 0) return;
    logger.info('service.ready', Object.fromEntries(listening.map(({ surface, port }) => [`${surface}_port`, port])));
  } catch (error) {
    logger.error('service.start_failed', { code: codeOf(error), reason: reasonOf(error) }, error);
    process.exit(1);
  }
}

/** The checked configuration of the process. */
export async function sourceOrExit(environment: NodeJS.ProcessEnv = process.env): Promise<ConfigSource> {
  try {
    const source = await ConfigSource.open(environment);
    checkConfig(source);
    return source;
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(1);
  }
}
