import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import openapiTS, { type OpenAPI3, astToString } from 'openapi-typescript';

const PRINTER = 'dist/apps/gateway/src/openapi/print-document.js';
const HEAD = '// Made from the OpenAPI document by `npm run client`.\n\n';
const LARGEST_DOCUMENT = 50_000_000;

/** What the client is made of, by the path of the file. */
async function files(): Promise<Map<string, string>> {
  const document = execFileSync(process.execPath, [PRINTER], { encoding: 'utf8', maxBuffer: LARGEST_DOCUMENT });
  const types = await openapiTS(JSON.parse(document) as OpenAPI3, {
    defaultNonNullable: false,
    rootTypes: true,
    rootTypesNoSchemaPrefix: true,
  });
  return new Map([
    ['apps/gateway/generated/openapi.json', document],
    ['libs/client/src/generated/api.ts', HEAD + astToString(types)],
  ]);
}

async function write(): Promise<void> {
  for (const [file, text] of await files()) {
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
}

async function check(): Promise<void> {
  for (const [file, text] of await files()) {
    if (read(file) === text) continue;
    process.stderr.write(`${file} is not what the API is now: run npm run client\n`);
    process.exitCode = 1;
  }
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

const commands: Record<string, () => Promise<void>> = { write, check };
const command = commands[process.argv[2] ?? ''];
if (!command) process.exit(2);
command().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exitCode = 1;
});
