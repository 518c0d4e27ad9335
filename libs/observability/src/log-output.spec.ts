import { once } from 'node:events';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { logOutput } from './log-output';

/** A device that never has space. */
const FULL = '/dev/full';

describe('where log lines go', () => {
  it('F08: a full disk is survived, line after line', async () => {
    const output = logOutput(FULL);
    for (const line of ['first\n', 'second\n']) {
      const told = new Promise((resolve) => output.once('error', resolve));
      output.write(line);
      expect(await told).toMatchObject({ code: 'ENOSPC' });
    }
    output.destroy();
  });

  it('is a file as well as the standard output', async () => {
    const file = path.join(mkdtempSync(path.join(tmpdir(), 'mesh-log-')), 'log');
    const output = logOutput(file);
    output.write('kept\n');
    output.end();
    await once(output, 'close');
    expect(readFileSync(file, 'utf8')).toBe('kept\n');
  });
});
