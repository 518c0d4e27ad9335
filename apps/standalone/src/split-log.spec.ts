import { mkdtempSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Logger } from '@mesh/observability';
import { LogFile } from './log-file';
import { SplitLog } from './split-log';

describe('the log of the embedded profile', () => {
  const path = () => join(mkdtempSync(join(tmpdir(), 'mesh-log-')), 'logs/mesh.log');

  it('goes to the file whole, and to the screen only where somebody should look', () => {
    const file = new LogFile(path());
    const screen: string[] = [];
    const destination = new SplitLog(file, { write: (line) => screen.push(line) });
    const logger = Logger.create({ service: 'triage', level: 'info', destination });
    logger.info('ticket.triaged', { ticket: 't-1' });
    logger.warn('model.slow', { note: 'no "level":"error" here' });
    file.close();
    const lines = readFileSync(file.path, 'utf8').trim().split('\n');
    expect(lines.map((line) => (JSON.parse(line) as { event: string }).event)).toEqual([
      'ticket.triaged',
      'model.slow',
    ]);
    expect(screen).toEqual([expect.stringMatching(/WARN {2}triage {5}model\.slow note=no/)]);
  });

  it('is for its owner alone', () => {
    const file = new LogFile(path());
    file.close();
    expect(statSync(file.path).mode & 0o777).toBe(0o600);
  });

  it('begins anew when it has become large, and keeps the one before', () => {
    const first = new LogFile(path());
    first.close();
    writeFileSync(first.path, 'old');
    truncateSync(first.path, 40 * 1024 * 1024);
    new LogFile(first.path).close();
    expect(statSync(first.path).size).toBe(0);
    expect(statSync(`${first.path}.1`).size).toBe(40 * 1024 * 1024);
  });
});
