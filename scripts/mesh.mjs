#!/usr/bin/env node
/**
 * `npm run mesh:up | mesh:down | mesh:status [-- --native]`: the distributed profile, seven processes on real servers.
 * With Docker they are containers; else, or with `--native`, processes of this machine.
 */
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { nodeComplaint } from './lib/node-version.mjs';
import { ROOT } from './lib/project.mjs';
import { ensureBuilt, ensureInstalled } from './lib/workspace.mjs';

const say = (line) => process.stdout.write(`${line}\n`);

async function main(args) {
  const complaint = nodeComplaint();
  if (complaint) throw new Error(complaint);
  if (args[0] === 'up') {
    await ensureInstalled(say);
    await ensureBuilt(say);
  }
  const program = path.join(ROOT, 'dist/tools/distributed-mesh/main.js');
  const { status, error } = spawnSync(process.execPath, [program, ...args], { cwd: ROOT, stdio: 'inherit' });
  if (error) throw error;
  process.exitCode = status ?? 1;
}

main(process.argv.slice(2)).catch((error) => {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
});
