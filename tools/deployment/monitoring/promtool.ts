import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { type Finding, findings } from '../finding';

const run = promisify(execFile);
const CONFIG = 'prometheus/prometheus.yml';

/** What promtool says of configuration and rules; `undefined` where it is not installed. */
export async function promtoolFindings(root: string, tool = 'promtool'): Promise<Finding[] | undefined> {
  try {
    await run(tool, ['check', 'config', path.join(root, CONFIG)]);
    return [];
  } catch (error) {
    const { code, stdout, stderr } = error as { code?: unknown; stdout?: string; stderr?: string };
    if (code === 'ENOENT') return undefined;
    return findings('promtool', CONFIG, [`${stdout ?? ''}${stderr ?? ''}`.trim()]);
  }
}
