import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { TerminalError } from '@mesh/kernel';

const LANDMARK = 'scripts/embedded-postgres.mjs';

/** The folder of the project, wherever below it the compiled code lies. @throws TerminalError `PROJECT_INCOMPLETE` */
export function projectRoot(from = __dirname): string {
  if (existsSync(join(from, LANDMARK))) return from;
  const parent = dirname(from);
  if (parent === from) throw new TerminalError('PROJECT_INCOMPLETE', `${LANDMARK} was not found above the program`);
  return projectRoot(parent);
}
