import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { jsonOf } from './report';

jest.setTimeout(300_000);

type Report = ReturnType<typeof jsonOf>;

// It starts its own servers, so it runs where those behind KAFKA_JARS and REDIS_URL can be had.
describe('a mesh from which a wall was taken away', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'mesh-broken-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  /** How the command ended and what it found. */
  const run = async (broken: string): Promise<{ code: number | null; report: Report }> => {
    const file = path.join(folder, `${broken}.json`);
    const main = path.join(process.cwd(), 'dist/tools/chaos/main.js');
    const args = [main, '--seed', '7', '--minutes', '0.7', '--broken', broken, '--json', file];
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'inherit'] });
    const code = await new Promise<number | null>((resolve) => child.once('exit', resolve));
    return { code, report: JSON.parse(readFileSync(file, 'utf8')) as Report };
  };

  it('is seen to act twice when the inbox takes a message twice', async () => {
    const { code, report } = await run('inbox');
    expect(code).toBe(1);
    expect(report.verdict).toBe('fail');
    expect(report.duplicateEffects).toBeGreaterThan(0);
  });

  it('is seen to send twice when nobody asks whether a decision was sent', async () => {
    const { code, report } = await run('send-claim');
    expect(code).toBe(1);
    expect(report).toMatchObject({ verdict: 'fail', orderViolations: 0 });
    expect(report.duplicateEffects).toBeGreaterThan(0);
  });

  it('is seen to tell a story in the wrong order when facts are taken as they come', async () => {
    const { code, report } = await run('sequence-gate');
    expect(code).toBe(1);
    expect(report.verdict).toBe('fail');
    expect(report.orderViolations).toBeGreaterThan(0);
  });
});
