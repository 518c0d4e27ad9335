import type { DynamicModule, Type } from '@nestjs/common';
import type { ServiceName } from '@mesh/contracts';
import { type MigrationClass, migrationsReadable } from '@mesh/persistence';

/** One deployable: its name (also its schema and consumer group), its composition root and its migrations, in order. */
export interface ServiceDefinition {
  readonly name: ServiceName;
  readonly module: Type | DynamicModule;
  readonly migrations: readonly MigrationClass[];
}

/** Adds the migration that lets a starting process see whether its schema is ready. */
export const defineService = (definition: ServiceDefinition): ServiceDefinition =>
  Object.freeze({ ...definition, migrations: [...definition.migrations, migrationsReadable(definition.name)] });
