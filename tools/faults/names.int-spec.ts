import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type DatabaseUrls, WorkerDatabase } from '@mesh/persistence';
import { waitFor } from '@mesh/testing';
import { PostgresNode } from './postgres-node';
import { TcpProxy } from './tcp-proxy';
import { deliver, note, prepareLedger, readEffects } from './test/ledger';
import { LedgerProcess } from './test/ledger-process';

const PATIENCE_MS = 120_000;
const RESUMED_MS = 30_000;
const NAME = 'database.mesh.test';
const PLACES = ['127.0.0.2', '127.0.0.3', '127.0.0.4'];

describe('F11: a service that loses the names of its servers', () => {
  let node: PostgresNode;
  let direct: WorkerDatabase;
  let service: LedgerProcess;
  let line: TcpProxy;
  const file = path.join(mkdtempSync(path.join(tmpdir(), 'mesh-names-')), 'names.json');
  const know = (names: Readonly<Record<string, string>>) => writeFileSync(file, JSON.stringify(names));
  const open = (host: string, port?: number) =>
    TcpProxy.start({ host: '127.0.0.1', port: node.port }, { host, ...(port === undefined ? {} : { port }) });
  const byName = (url: string): string => {
    const moved = new URL(line.through(url));
    moved.hostname = NAME;
    return moved.toString();
  };
  const effects = async () => (await readEffects(node)).length;

  beforeAll(async () => {
    node = await PostgresNode.create();
    const urls: DatabaseUrls = await prepareLedger(node);
    direct = await WorkerDatabase.open(urls.worker, 2, 'names-test');
    const [first = ''] = PLACES;
    line = await open(first);
    know({ [NAME]: first });
    service = await LedgerProcess.start(
      { owner: urls.owner, api: byName(urls.api), worker: byName(urls.worker) },
      { preload: [path.join(__dirname, 'lose-names.cjs')], environment: { NAMES_FILE: file } },
    );
  }, PATIENCE_MS);
  afterAll(async () => {
    await service.stop();
    await direct.close();
    await line.close();
    await node.remove();
  }, PATIENCE_MS);

  it(
    'F11: goes on in the same process when the names are back, also where a name means another place by then',
    async () => {
      for (const [moves, place] of PLACES.slice(1).entries()) {
        await deliver(direct, note('before', 2 * moves + 1));
        await waitFor('work while the name is known', async () => (await effects()) === 2 * moves + 1, RESUMED_MS);
        know({});
        await line.close();
        await waitFor('the service to be unready', async () => !(await service.isReady()), RESUMED_MS);
        await deliver(direct, note('before', 2 * moves + 2));

        line = await open(place, line.port);
        know({ [NAME]: place });
        await service.ready(RESUMED_MS);
        await waitFor('what waited', async () => (await effects()) === 2 * moves + 2, RESUMED_MS);
      }
      expect(service.exited).toBe(false);
    },
    PATIENCE_MS,
  );
});
