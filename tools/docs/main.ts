import { readFileSync, writeFileSync } from 'node:fs';
import { plannedAcls } from '@mesh/messaging';
import { format, resolveConfig } from 'prettier';
import { faultsOfDocuments } from './check-documents';
import { faultsOfServices } from './check-service-readmes';
import { exampleOf, groupsOf, tableOf } from './configuration';
import { declaredAreas, strayDeclarations } from './declared-areas';

const TABLE_FILE = 'docs/configuration.md';
const EXAMPLE_FILE = '.env.example';
const ACL_FILE = 'deploy/kafka-acls.json';
const START = '<!-- variables: written by npm run docs -->';
const END = '<!-- end of variables -->';

/** The generated documents by path, as they should be now. */
async function documents(): Promise<Map<string, string>> {
  const groups = groupsOf(await declaredAreas());
  const [before = '', rest = ''] = readFileSync(TABLE_FILE, 'utf8').split(START);
  const after = rest.split(END)[1] ?? '';
  const page = `${before}${START}\n\n${tableOf(groups)}\n\n${END}${after}`;
  const style = await resolveConfig(TABLE_FILE);
  return new Map([
    [TABLE_FILE, await format(page, { ...style, parser: 'markdown' })],
    [EXAMPLE_FILE, exampleOf(groups)],
    [ACL_FILE, await format(JSON.stringify(plannedAcls('')), { ...(await resolveConfig(ACL_FILE)), parser: 'json' })],
  ]);
}

const read = (file: string): string | undefined => {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
};

async function write(): Promise<void> {
  for (const [file, content] of await documents()) writeFileSync(file, content);
}

async function check(): Promise<void> {
  const stale = [...(await documents())].filter(([file, content]) => read(file) !== content);
  const variables = groupsOf(await declaredAreas()).flatMap((group) => group.variables);
  const faults = [
    ...stale.map(([file]) => `${file} is not up to date: run npm run docs`),
    ...strayDeclarations(),
    ...faultsOfDocuments(process.cwd()),
    ...faultsOfServices(process.cwd(), variables),
  ];
  for (const fault of faults) process.stderr.write(`${fault}\n`);
  process.exitCode = faults.length === 0 ? 0 : 1;
}

const commands: Record<string, () => Promise<void>> = { write, check };

void (commands[process.argv[2] ?? ''] ?? (() => Promise.resolve(process.exit(2))))();
