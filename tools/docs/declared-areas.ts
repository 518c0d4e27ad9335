import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { declaredConfig } from '@mesh/config';
import type { Area } from './configuration';

const BUILT = path.resolve(__dirname, '../..');
const HOME = /(\.config|mesh-config)\.js$/;

const builtFiles = (): string[] =>
  ['apps', 'libs'].flatMap((folder) =>
    readdirSync(path.join(BUILT, folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.js'))
      .map((file) => path.join(BUILT, folder, file)),
  );

/** Every area that the built code declares. Loads the files of configuration alone, so nothing is started. */
export async function declaredAreas(): Promise<readonly Area[]> {
  for (const file of builtFiles().filter((name) => HOME.test(name))) await import(file);
  return declaredConfig();
}

/** Built files that declare configuration where nobody looks for it. */
export const strayDeclarations = (): string[] =>
  builtFiles()
    .filter((file) => !HOME.test(file) && /\bdefineConfig\)\(/.test(readFileSync(file, 'utf8')))
    .map((file) => `${path.relative(BUILT, file)}: configuration is declared in files named *.config.ts only`);
