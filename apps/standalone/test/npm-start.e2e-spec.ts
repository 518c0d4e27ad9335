import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { freePort } from '../../../tools/faults/free-port';
import { pause } from '../../../tools/running-mesh/start-mesh';

jest.setTimeout(120_000);

const answers = (url: string): Promise<boolean> =>
  fetch(`${url}/health/ready`).then(
    (response) => response.ok,
    () => false,
  );

const until = async (what: string, condition: () => Promise<boolean>): Promise<void> => {
  const deadline = Date.now() + 60_000;
  while (!(await condition())) {
    if (Date.now() > deadline) throw new Error(`waited in vain until ${what}`);
    await pause(100);
  }
};

describe('npm start', () => {
  it('leaves no mesh behind when npm alone is told to stop', async () => {
    const dataDir = mkdtempSync(path.join(tmpdir(), 'support-mesh-npm-'));
    const port = await freePort();
    const npm = spawn('npm', ['start'], {
      env: { ...process.env, PORT: String(port), MANAGEMENT_PORT: String(await freePort()), DATA_DIR: dataDir },
      stdio: 'ignore',
    });
    const url = `http://127.0.0.1:${port}`;
    await until('it is ready', () => answers(url));
    npm.kill('SIGTERM');
    await until('nobody answers any more', async () => !(await answers(url)));
    rmSync(dataDir, { recursive: true, force: true, maxRetries: 50, retryDelay: 100 });
  });
});
