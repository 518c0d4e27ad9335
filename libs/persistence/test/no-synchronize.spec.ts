import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { createDataSource } from '../src/data-source';

const ROOT = path.resolve(__dirname, '../../..');
const FOLDERS = ['apps', 'libs', 'tools', 'evals', 'benchmarks'];

const sources = FOLDERS.flatMap((folder) =>
  readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !/(^|\/)(node_modules|dashboard)\/|spec\.ts$/.test(name))
    .map((name) => path.join(folder, name)),
);
const holding = (pattern: RegExp) =>
  sources.filter((file) => pattern.test(readFileSync(path.join(ROOT, file), 'utf8')));

describe('F39: the schema is changed by migrations alone', () => {
  it('F39: because no data source synchronizes, drops or migrates by itself', () => {
    expect(createDataSource({ url: 'postgres://nobody@localhost/none' }).options).toMatchObject({
      synchronize: false,
      dropSchema: false,
      migrationsRun: false,
    });
  });

  it('F39: because every data source is made in one place, and nobody asks one to synchronize', () => {
    expect(holding(/new DataSource\(/)).toEqual(['libs/persistence/src/data-source.ts']);
    expect(holding(/synchronize\(|synchronize: true|dropSchema: true|dropDatabase\(|TypeOrmModule/)).toEqual([]);
  });
});
