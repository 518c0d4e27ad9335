import { RootModule, ServiceIdentity, ServiceRegistry } from '@mesh/bootstrap';
import { ConfigSource } from '@mesh/config';
import { Logger, Metrics } from '@mesh/observability';
import { NestFactory } from '@nestjs/core';
import { gateway } from '../gateway.service';
import { openApiDocument } from './openapi-document';

/** Prints the OpenAPI document without starting anything: in a preview no provider is made. */
async function main(): Promise<void> {
  const parts = {
    source: new ConfigSource({}),
    logger: Logger.silent(),
    metrics: new Metrics('gateway', { withProcess: false }),
    identity: new ServiceIdentity('gateway', gateway.migrations),
    registry: new ServiceRegistry(),
  };
  const app = await NestFactory.create(RootModule.of(gateway, parts), {
    preview: true,
    logger: false,
    abortOnError: false,
  });
  process.stdout.write(`${JSON.stringify(openApiDocument(app), null, 2)}\n`);
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exitCode = 1;
});
