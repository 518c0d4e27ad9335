import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ChaosRun } from './chaos-run';
import { possibleHere, startRig, stopCounterparts } from './mesh-under-test';
import { type ChaosOptions, USAGE, readOptions } from './options';
import { jsonOf, tableOf } from './report';
import type { Rig } from './rig/rig';

const began = Date.now();
const say = (line: string): void => {
  const seconds = ((Date.now() - began) / 1_000).toFixed(0).padStart(4);
  process.stdout.write(`${seconds} s  ${line}\n`);
};

async function main(): Promise<void> {
  const asked = readOptions(process.argv.slice(2));
  if (asked === undefined) return void process.stdout.write(`${USAGE}\n`);
  const options = possibleHere(asked, say);
  const dataDir = mkdtempSync(path.join(tmpdir(), 'mesh-chaos-'));
  let rig: Rig | undefined;
  const interrupted = new Promise<never>((_, reject) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      process.once(signal, () => reject(new Error(`ended by ${signal}`)));
    }
  });
  // What nobody has caught must not leave a mesh behind.
  const lost = new Promise<never>((_, reject) => process.once('uncaughtException', reject));
  try {
    rig = await startRig(options, dataDir, say);
    await Promise.race([perform(options, rig), interrupted, lost]);
  } finally {
    if (rig) await takeDown(rig);
    keep(options, dataDir);
    rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 });
  }
}

async function perform(options: ChaosOptions, rig: Rig): Promise<void> {
  say(`the mesh is ready: ${rig.mesh.processes.length} processes, seed ${options.seed}`);
  // A broken mesh must meet its fault for long enough to be seen failing, however slowly it started.
  const since = options.broken === undefined ? began : Date.now();
  const result = await new ChaosRun(rig, options, since, say).execute();
  process.stdout.write(`${tableOf(result)}\n`);
  if (options.json) writeFileSync(options.json, `${JSON.stringify(jsonOf(result), null, 2)}\n`);
  if (result.verdict.verdict !== 'pass') process.exitCode = 1;
}

async function takeDown(rig: Rig): Promise<void> {
  for (const process of rig.mesh.processes) process.resume();
  await rig.mesh.stop();
  await stopCounterparts(rig);
}

/** What can be looked at afterwards. */
function keep({ keep: folder }: ChaosOptions, dataDir: string): void {
  if (folder === undefined) return;
  mkdirSync(folder, { recursive: true });
  for (const name of ['logs', 'ledger.jsonl', 'postgres.log', 'kafka/kafka.log']) {
    const file = path.join(dataDir, name);
    if (existsSync(file)) cpSync(file, path.join(folder, path.basename(name)), { recursive: true, force: true });
  }
}

main().then(
  () => process.exit(),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    process.exit(1);
  },
);
