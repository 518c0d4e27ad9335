import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type RunningMesh, startMesh } from '../../../tools/running-mesh/start-mesh';
import { untilResting } from '../../../tools/running-mesh/tickets';

jest.setTimeout(120_000);

const README = readFileSync(path.join(process.cwd(), 'README.md'), 'utf8');

/** The commands under a heading, comments left out, continued lines joined. */
function commandsUnder(heading: string): string[] {
  const [, section = ''] = README.split(`\n## ${heading}\n`);
  const [, block = ''] = section.split('```sh\n');
  const [script = ''] = block.split('\n```');
  return script
    .replaceAll('\\\n', ' ')
    .split('\n')
    .map((line) => line.replace(/\s+# .*$/, '').trim())
    .filter((line) => line !== '' && !line.startsWith('#'));
}

describe('the README', () => {
  let mesh: RunningMesh;

  beforeAll(async () => {
    mesh = await startMesh();
    mkdirSync(path.join(mesh.dataDir, '.data'));
    writeFileSync(path.join(mesh.dataDir, '.data', 'admin-key'), mesh.key);
  });

  afterAll(async () => {
    await mesh.stop();
    mesh.remove();
  });

  /** As a newcomer types it, but at the port of this test. */
  const run = (commands: readonly string[]): string =>
    execFileSync('sh', ['-ec', commands.join('\n').replaceAll('http://127.0.0.1:8080', mesh.url)], {
      cwd: mesh.dataDir,
      encoding: 'utf8',
    });

  it('shows how to send a first ticket and to read what became of it', async () => {
    const [key = '', post = '', ...reads] = commandsUnder('The first ticket');
    expect(reads).toHaveLength(2);
    const accepted = JSON.parse(run([key, post])) as { id: string; status: string };
    expect(accepted.status).toBe('received');
    await untilResting(mesh.client, accepted.id, 30_000);
    const [ticket = '', timeline = ''] = reads.map((command) =>
      run([key, command.replaceAll('/ID', `/${accepted.id}`)]),
    );
    expect(JSON.parse(ticket)).toMatchObject({ id: accepted.id, status: 'resolved' });
    expect((JSON.parse(timeline) as { items: unknown[] }).items.length).toBeGreaterThan(5);
  });
});
