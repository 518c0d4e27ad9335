import { loggerFor } from '@mesh/bootstrap';
import { ConfigError, ConfigSource, MeshConfig } from '@mesh/config';
import { codeOf, reasonOf } from '@mesh/kernel';
import { KafkaConfig } from '@mesh/messaging';
import { type Logger } from '@mesh/observability';
import { prepareDatabase } from './prepare-database';
import { prepareTopics } from './prepare-topics';
import { PrepareConfig } from './prepare.config';

const JOBS: Readonly<Record<string, (source: ConfigSource, logger: Logger) => Promise<void>>> = {
  database: (source, logger) => prepareDatabase(source.read(PrepareConfig), logger),
  topics: (source, logger) => prepareTopics(source.read(KafkaConfig), logger),
};

/** `main.js database` and `main.js topics`: what must be there before the services of the distributed profile start. */
async function main(name = ''): Promise<void> {
  const job = JOBS[name];
  if (job === undefined) return end(`usage: main.js ${Object.keys(JOBS).join('|')}`);
  try {
    const source = await ConfigSource.open();
    await job(source, loggerFor('prepare', source.read(MeshConfig)));
  } catch (error) {
    end(error instanceof ConfigError ? error.message : `prepare ${name} failed (${codeOf(error)}): ${reasonOf(error)}`);
  }
}

function end(line: string): never {
  process.stderr.write(`${line}\n`);
  process.exit(1);
}

void main(process.argv[2]);
