import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { SERVICES } from '@mesh/contracts';
import type { MigrationClass, ServiceMigrations } from '../src/migrate';
import { tenantWallContract } from './tenant-wall.contract';

interface Definition {
  readonly name: string;
  readonly migrations: readonly MigrationClass[];
}

const APPS = path.resolve(__dirname, '../../../apps');

/** What the definition of each service says; found in the folder, because a library imports no app. */
const services = readdirSync(APPS)
  .map((app) => path.join(APPS, app, `src/${app}.service.ts`))
  .filter((file) => existsSync(file))
  .flatMap((file) => Object.values(jest.requireActual<Record<string, Definition>>(file)))
  .map(({ name, migrations }): ServiceMigrations => ({ schema: name, migrations }));

const OPENINGS: Readonly<Record<string, readonly string[]>> = {
  // The tenant of a request is known only once its key was found.
  gateway: [
    'gateway.api_keys has the policy look_up',
    'gateway.find_api_key is a function with the rights of its owner',
  ],
};

for (const service of services) tenantWallContract([service], OPENINGS[service.schema]);

describe('the tenant wall', () => {
  it('is looked at in every service', () => {
    expect(services.map(({ schema }) => schema).sort()).toEqual([...SERVICES].sort());
  });
});
