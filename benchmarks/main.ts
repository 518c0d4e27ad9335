import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { endToEnd } from './end-to-end';
import { type Profile, startMeasured } from './measured-mesh';

const USAGE = `npm run bench -- [--profile embedded|distributed] [--tickets N] [--json FILE]

Sends N tickets (2000) through a fresh mesh on this machine, servers included, and measures from outside.`;

const isProfile = (name: string): name is Profile => name === 'embedded' || name === 'distributed';

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      profile: { type: 'string', default: 'embedded' },
      tickets: { type: 'string', default: '2000' },
      json: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return void process.stdout.write(`${USAGE}\n`);
  if (!isProfile(values.profile)) throw new Error(`unknown profile: ${values.profile}`);
  const mesh = await startMeasured(values.profile, {});
  const progress = (line: string): void => void process.stderr.write(`${line}\n`);
  const result = await endToEnd(Number(values.tickets), mesh, progress)
    .then((figures) => ({ endToEnd: figures }))
    .finally(() => mesh.close());
  process.stdout.write(`${JSON.stringify(result, null, 2)}\n`);
  if (values.json) writeFileSync(values.json, `${JSON.stringify(result, null, 2)}\n`);
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
