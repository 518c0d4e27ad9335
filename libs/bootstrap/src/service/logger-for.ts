import type { ConfigOf, MeshConfig } from '@mesh/config';
import { Logger } from '@mesh/observability';
import { PrettyLines } from './pretty-lines';

/** The logger that LOG_LEVEL and LOG_FORMAT ask for. */
export function loggerFor(
  service: string,
  config: ConfigOf<typeof MeshConfig>,
  destination?: { write(line: string): void },
): Logger {
  const sink = config.LOG_FORMAT === 'pretty' ? new PrettyLines(destination ?? process.stdout) : destination;
  return Logger.create({ service, level: config.LOG_LEVEL, ...(sink ? { destination: sink } : {}) });
}
