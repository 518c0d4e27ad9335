import { execFileSync, spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { freePort } from '../../../tools/faults/free-port';
import { type RunningMesh, startMesh } from '../../../tools/running-mesh/start-mesh';

jest.setTimeout(180_000);

const blocksOf = (file: string, language: string): string[] =>
  [...readFileSync(file, 'utf8').matchAll(new RegExp(`^\`\`\`${language}\n([^]*?)^\`\`\`$`, 'gm'))].map(
    ([, block = '']) => block,
  );

/** Runs a script to its end, with all that it has started. */
function run(
  script: string,
  cwd: string,
  env: NodeJS.ProcessEnv = {},
): Promise<{ code: number | null; output: string }> {
  const shell = spawn('sh', ['-e'], { cwd, env: { ...process.env, ...env }, detached: true });
  let output = '';
  for (const stream of [shell.stdout, shell.stderr]) stream.on('data', (text: Buffer) => (output += text.toString()));
  shell.stdin.end(script);
  return new Promise((resolve) => {
    shell.once('exit', (code) => {
      try {
        process.kill(-(shell.pid ?? 0), 'SIGTERM');
      } catch {
        // Nothing was left running.
      }
      shell.once('close', () => resolve({ code, output }));
    });
  });
}

describe('the documents that lead an integrator', () => {
  let mesh: RunningMesh;
  let folder: string;
  let receiver: number;

  beforeAll(async () => {
    receiver = await freePort();
    mesh = await startMesh({
      environment: { WEBHOOK_PRIVATE_HOSTS: `127.0.0.1:${receiver}`, STREAM_HEARTBEAT_MS: '500' },
    });
    folder = mkdtempSync(path.join(tmpdir(), 'mesh-integration-'));
    mkdirSync(path.join(folder, '.data'));
    writeFileSync(path.join(folder, '.data/admin-key'), mesh.key);
    symlinkSync(path.join(process.cwd(), 'examples'), path.join(folder, 'examples'));
  });

  afterAll(async () => {
    await mesh.stop();
    mesh.remove();
    rmSync(folder, { recursive: true });
  });

  it('go from a key to a webhook that tells of the approved reply', async () => {
    const script = blocksOf('docs/first-integration.md', 'sh').join('\n');
    const here = script.replaceAll('http://127.0.0.1:8080', mesh.url).replaceAll('9099', String(receiver));
    const { code, output } = await run(here, folder);
    expect({ code, output }).toMatchObject({ code: 0, output: expect.stringContaining('event: approval_requested') });
    expect(output).toMatch(/approval_requested +ticket [^]*reply_sent +ticket [^]*resolved +ticket /);
    expect(output).toMatch(/within five days/);
  });

  it('show how the client is used, in a sample that compiles against its package and runs', async () => {
    const cache = path.join(process.cwd(), 'node_modules/.cache');
    mkdirSync(cache, { recursive: true });
    const project = mkdtempSync(path.join(cache, 'mesh-client-'));
    const installed = path.join(project, 'node_modules/@mesh/client');
    const compile = (...args: string[]) =>
      execFileSync(process.execPath, ['node_modules/typescript/bin/tsc', ...args], { encoding: 'utf8' });
    try {
      compile('-p', 'libs/client/tsconfig.json', '--outDir', path.join(installed, 'dist'));
      cpSync('libs/client/package.json', path.join(installed, 'package.json'));
      const [sample = ''] = blocksOf('libs/client/README.md', 'ts');
      const file = path.join(project, 'sample.mts');
      writeFileSync(file, sample.replace('http://127.0.0.1:8080', mesh.url));
      compile('--strict', '--skipLibCheck', '--module', 'nodenext', '--target', 'es2023', '--types', 'node', file);
      const { code, output } = await run(`node sample.mjs`, project, { MESH_ADMIN_KEY: mesh.key });
      expect({ code, output }).toMatchObject({
        code: 0,
        output: expect.stringMatching(/^received triaging\n[^]*resolved/),
      });
    } finally {
      rmSync(project, { recursive: true });
    }
  });
});
