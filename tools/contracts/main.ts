import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type JsonSchema, MESSAGE_DEFINITIONS, breakingChanges, buildAsyncApi, dataSchemaOf } from '@mesh/contracts';

const ROOT = path.join(process.cwd(), 'libs/contracts');
const GENERATED = path.join(ROOT, 'generated');
const RELEASED = path.join(ROOT, 'released');

const text = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

/** Every generated file by its path below `generated`. */
function documents(): Map<string, string> {
  const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
  return new Map([
    ['asyncapi.json', text(buildAsyncApi(version))],
    ...MESSAGE_DEFINITIONS.map((definition): [string, string] => [
      `schemas/${definition.type}.json`,
      text(dataSchemaOf(definition)),
    ]),
  ]);
}

function write(): void {
  rmSync(GENERATED, { recursive: true, force: true });
  for (const [name, content] of documents()) {
    mkdirSync(path.dirname(path.join(GENERATED, name)), { recursive: true });
    writeFileSync(path.join(GENERATED, name), content);
  }
}

const read = (file: string): string | undefined => {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
};

/** Files that differ from what the code says now. */
const stale = (): string[] =>
  [...documents()].filter(([name, content]) => read(path.join(GENERATED, name)) !== content).map(([name]) => name);

/** What breaks those who rely on the last release. */
function breaks(): string[] {
  const now = documents();
  return readdirSync(RELEASED).flatMap((name) => {
    const newer = now.get(`schemas/${name}`);
    const older = JSON.parse(readFileSync(path.join(RELEASED, name), 'utf8')) as JsonSchema;
    if (newer === undefined) return [`${name}: the message is gone`];
    return breakingChanges(older, JSON.parse(newer) as JsonSchema).map((change) => `${name} ${change}`);
  });
}

/** Makes today's schemas the ones that later changes are measured against. */
function release(): void {
  mkdirSync(RELEASED, { recursive: true });
  for (const [name, content] of documents()) {
    if (name.startsWith('schemas/')) writeFileSync(path.join(RELEASED, path.basename(name)), content);
  }
}

function check(): void {
  const faults = [
    ...stale().map((name) => `${name} is not up to date: run npm run contracts`),
    ...breaks().map((change) => `${change}: a breaking change needs a new version of the message`),
  ];
  for (const fault of faults) process.stderr.write(`${fault}\n`);
  process.exitCode = faults.length === 0 ? 0 : 1;
}

const commands: Record<string, () => void> = { write, check, release };
(commands[process.argv[2] ?? ''] ?? (() => process.exit(2)))();
