import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import type { MigrationClass, ServiceMigrations } from '../src/migrate';

interface Definition {
  readonly name: string;
  readonly migrations: readonly MigrationClass[];
}

const APPS = path.resolve(__dirname, '../../../apps');

/** What the definition of each service says; found in the folder, because a library imports no app. */
export const serviceMigrations = (): ServiceMigrations[] =>
  readdirSync(APPS)
    .map((app) => path.join(APPS, app, `src/${app}.service.ts`))
    .filter((file) => existsSync(file))
    .flatMap((file) => Object.values(jest.requireActual<Record<string, Definition>>(file)))
    .map(({ name, migrations }) => ({ schema: name, migrations }));
