import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { callsInFlight } from './calls-in-flight';
import { type EndToEnd, endToEnd } from './end-to-end';
import { type Profile, startMeasured } from './measured-mesh';

const USAGE = `npm run bench -- [--profile embedded|distributed] [--tickets N] [--simulated-model-ms MS] [--json FILE]

Sends N tickets (2000) through a fresh mesh on this machine, servers included, and measures from outside. With
--simulated-model-ms (distributed only) the agents ask a model server of this machine that takes so long to answer, and what
is measured is how many calls a process of each agent has open when N tickets (200) wait for it and the other services
stand still.`;

const isProfile = (name: string): name is Profile => name === 'embedded' || name === 'distributed';

async function measure(profile: Profile, tickets: number, progress: (line: string) => void): Promise<EndToEnd> {
  const mesh = await startMeasured(profile, {});
  return endToEnd(tickets, mesh, progress).finally(() => mesh.close());
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      profile: { type: 'string', default: 'embedded' },
      tickets: { type: 'string' },
      'simulated-model-ms': { type: 'string' },
      json: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return void process.stdout.write(`${USAGE}\n`);
  if (!isProfile(values.profile)) throw new Error(`unknown profile: ${values.profile}`);
  const progress = (line: string): void => void process.stderr.write(`${line}\n`);
  const latency = values['simulated-model-ms'];
  if (latency !== undefined && values.profile !== 'distributed')
    throw new Error('--simulated-model-ms: distributed only');
  const result =
    latency === undefined
      ? { endToEnd: await measure(values.profile, Number(values.tickets ?? 2_000), progress) }
      : { callsInFlight: await callsInFlight(Number(latency), Number(values.tickets ?? 200), progress) };
  process.stdout.write(`${JSON.stringify(result, null, 2)}\n`);
  if (values.json) writeFileSync(values.json, `${JSON.stringify(result, null, 2)}\n`);
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
