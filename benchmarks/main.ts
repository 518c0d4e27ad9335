import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { callsInFlight } from './calls-in-flight';
import { type EndToEnd, endToEnd } from './end-to-end';
import { type Crowd, type ManyReaders, manyReaders } from './many-readers';
import { type Profile, startMeasured } from './measured-mesh';

const USAGE = `npm run bench -- [--profile embedded|distributed] [--tickets N] [--simulated-model-ms MS] [--json FILE]
npm run bench -- --readers N [--rate PER_SECOND] [--seconds S] [--profile ...] [--json FILE]

Sends N tickets (2000) through a fresh mesh on this machine, servers included, and measures from outside. With
--simulated-model-ms (distributed only) the agents ask a model server of this machine that takes so long to answer, and what
is measured is how many calls a process of each agent has open when N tickets (200) wait for it and the other services
stand still.

With --readers N event streams are read while PER_SECOND (200) requests come in for S (120) seconds, one in ten of them a
ticket; exit code 1 when anything was answered with 5xx, a stream broke, or memory rose by 1 % in the last minute.`;

const isProfile = (name: string): name is Profile => name === 'embedded' || name === 'distributed';

async function measure(profile: Profile, tickets: number, progress: (line: string) => void): Promise<EndToEnd> {
  const mesh = await startMeasured(profile, {});
  return endToEnd(tickets, mesh, progress).finally(() => mesh.close());
}

async function measureReaders(profile: Profile, crowd: Crowd, progress: (line: string) => void): Promise<ManyReaders> {
  const mesh = await startMeasured(profile, {});
  return manyReaders(crowd, mesh, progress).finally(() => mesh.close());
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      profile: { type: 'string', default: 'embedded' },
      tickets: { type: 'string' },
      readers: { type: 'string' },
      rate: { type: 'string', default: '200' },
      seconds: { type: 'string', default: '120' },
      'simulated-model-ms': { type: 'string' },
      json: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return void process.stdout.write(`${USAGE}\n`);
  if (!isProfile(values.profile)) throw new Error(`unknown profile: ${values.profile}`);
  const progress = (line: string): void => void process.stderr.write(`${line}\n`);
  const write = (result: object): void => {
    process.stdout.write(`${JSON.stringify(result, null, 2)}\n`);
    if (values.json) writeFileSync(values.json, `${JSON.stringify(result, null, 2)}\n`);
  };
  if (values.readers !== undefined) {
    const crowd = { readers: Number(values.readers), perSecond: Number(values.rate), seconds: Number(values.seconds) };
    const found = await measureReaders(values.profile, crowd, progress);
    write({ manyReaders: found });
    if (found.faults.length > 0) process.exitCode = 1;
    return;
  }
  const latency = values['simulated-model-ms'];
  if (latency !== undefined && values.profile !== 'distributed')
    throw new Error('--simulated-model-ms: distributed only');
  const result =
    latency === undefined
      ? { endToEnd: await measure(values.profile, Number(values.tickets ?? 2_000), progress) }
      : { callsInFlight: await callsInFlight(Number(latency), Number(values.tickets ?? 200), progress) };
  write(result);
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
