import path from 'node:path';
import { z } from 'zod';
import { type CodeFacts, numberOf, valueOf } from './code/code-facts';
import type { Files } from './files/files';
import { type Finding, findings } from './finding';
import type { MeshProcess } from './process';
import { requiredOf } from './required-variables';

/** Set for the runtime beside what the code declares. */
const OF_THE_RUNTIME = new Set(['NODE_ENV', 'NODE_OPTIONS', 'TZ']);

/** Environment, secrets, command and memory of one process against the code. */
export const processFindings = (process: MeshProcess, code: CodeFacts, files: Files): Finding[] =>
  [
    findings('variable-unknown', process.where, unknownVariables(process, code)),
    findings('value-refused', process.where, refusedValues(process, code)),
    findings('variable-missing', process.where, missingVariables(process, code)),
    findings('secret-not-needed', process.where, needlessSecrets(process, code)),
    findings('secret-in-the-open', process.where, openSecrets(process, code)),
    findings('secret-file', process.where, secretFileFaults(process)),
    findings('command', process.where, commandFaults(process, files)),
    findings('heap', process.where, heapFaults(process)),
    findings('topics', process.where, retentionFaults(process, code)),
  ].flat();

/** A value may lie in a file or in a secret manager. */
const PLACES = ['', '_FILE', '_REF'];
const plain = (name: string): string => name.replace(/_(?:FILE|REF)$/, '');

const unknownVariables = ({ environment }: MeshProcess, { variables }: CodeFacts): string[] =>
  [...environment.keys()]
    .filter((name) => !OF_THE_RUNTIME.has(name) && !variables.has(name) && !variables.has(plain(name)))
    .map((name) => `no code reads ${name}`);

const refusedValues = ({ environment }: MeshProcess, { schemas }: CodeFacts): string[] =>
  [...environment].flatMap(([name, value]) => {
    const schema = schemas.get(name);
    const isFine = !schema || value === '' || z.safeParse(schema, value).success;
    return isFine ? [] : [`the code refuses the value of ${name}`];
  });

function missingVariables(process: MeshProcess, code: CodeFacts): string[] {
  const { environment } = process;
  return requiredOf(process.name, code).flatMap(({ name, value }) => {
    if (!PLACES.some((place) => environment.has(name + place))) return [`${name} is not set`];
    const given = environment.get(name);
    return value === undefined || given === value ? [] : [`${name} must be ${value}, not ${given ?? 'kept elsewhere'}`];
  });
}

function needlessSecrets({ name, environment }: MeshProcess, { needs }: CodeFacts): string[] {
  const own = needs.get(name);
  const odd = [
    ...(own?.redis ? [] : ['REDIS_URL', 'REDIS_JOBS_URL']),
    ...(own?.qdrant ? [] : ['QDRANT_URL', 'QDRANT_API_KEY']),
    ...(name === 'gateway' ? [] : ['MESH_ADMIN_KEY']),
    ...(name === 'prepare-database' ? [] : ['DATABASE_ADMIN_URL', 'DATABASE_OWNER_PASSWORD', 'DATABASE_OWNER_URL']),
  ];
  const set = odd.filter((each) => PLACES.some((place) => environment.has(each + place)));
  return set.map((each) => `${each} is given to a process that does not use it`);
}

const openSecrets = ({ environment }: MeshProcess, { variables }: CodeFacts): string[] =>
  [...environment.keys()]
    .filter((name) => variables.get(name)?.secret === true)
    .map((name) => `${name} must come as ${name}_FILE`);

const secretFileFaults = ({ environment, secrets }: MeshProcess): string[] =>
  [...environment]
    .filter(
      ([name, file]) =>
        name.endsWith('_FILE') && !secrets.get(path.posix.dirname(file))?.includes(path.posix.basename(file)),
    )
    .map(([name, file]) => `no secret ${file} is mounted for ${name}`);

/** Arguments for node itself come first; then the built file. */
function commandFaults({ args }: MeshProcess, files: Files): string[] {
  const entry = args.find((argument) => !argument.startsWith('--')) ?? '';
  const source = entry.startsWith('dist/') ? entry.slice('dist/'.length).replace(/\.js$/, '.ts') : entry;
  return files.has(source) ? [] : [`there is no ${source === '' ? 'file to run' : source}`];
}

function heapFaults({ args, memory }: MeshProcess): string[] {
  if (memory === 0) return ['memory has no limit'];
  const heap = Number(args.map((one) => /^--max-old-space-size=(\d+)$/.exec(one)?.[1]).find(Boolean) ?? 0) * 2 ** 20;
  const share = heap / memory;
  if (share >= 0.6 && share <= 0.8) return [];
  return [
    heap === 0 ? '--max-old-space-size is missing' : `the heap is ${Math.round(share * 100)} % of the memory limit`,
  ];
}

function retentionFaults({ name, environment }: MeshProcess, code: CodeFacts): string[] {
  const commands = numberOf(code, environment, 'KAFKA_COMMANDS_RETENTION_HOURS');
  const inbox = numberOf(code, environment, 'INBOX_RETENTION_HOURS');
  if (commands >= inbox) return [`commands are kept ${commands} h, the inbox that knows them only ${inbox} h`];
  const isProduction = valueOf(code, environment, 'MESH_ENVIRONMENT') === 'production';
  const copies = numberOf(code, environment, 'KAFKA_REPLICATION');
  const insync = numberOf(code, environment, 'KAFKA_MIN_INSYNC');
  const isWeak = isProduction && (copies < 3 || insync < 2);
  return isWeak ? [`${name} makes do with ${copies} copies, ${insync} in sync; production needs 3 and 2`] : [];
}
