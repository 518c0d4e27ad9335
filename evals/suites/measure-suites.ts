import { writeFileSync } from 'node:fs';
import { DataDirectories } from '../framework/data-directory';
import { htmlReport } from '../framework/html-report';
import { reportOf, runSuites } from '../framework/run-suites';
import type { EvalSuite, SuiteInput } from '../framework/suite';
import { SUITES } from './catalogue';

/** What can be asked for by name. */
export const SUITE_NAMES: readonly string[] = [...SUITES.map(({ name }) => name), 'all'];

/** Where the rows come from and where what was found is written. */
export interface SuiteFiles {
  readonly data: string;
  /** Without it, or with the same directory, the files of `data` are split by a hash of their ids. */
  readonly train?: string | undefined;
  readonly json?: string | undefined;
  readonly html?: string | undefined;
}

export interface SuitesRun extends Omit<SuiteInput, 'directories'> {
  readonly say: (text: string) => void;
}

/**
 * Runs suites and writes their report files.
 * @throws Error when there is no suite of one of the names
 */
export async function measureSuites(names: readonly string[], files: SuiteFiles, run: SuitesRun): Promise<void> {
  const suites = suitesNamed(names);
  const { say, ...input } = run;
  const directories = new DataDirectories(files.train ?? files.data, files.data);
  const results = await runSuites(suites, { directories, ...input }, say);
  if (files.json !== undefined) writeFileSync(files.json, `${JSON.stringify(reportOf(results), null, 2)}\n`);
  if (files.html !== undefined) writeFileSync(files.html, htmlReport(results, new Date()));
}

function suitesNamed(names: readonly string[]): readonly EvalSuite[] {
  const unknown = names.filter((name) => !SUITE_NAMES.includes(name));
  if (unknown.length > 0)
    throw new Error(`there is no suite ${unknown.join(', ')}; there are ${SUITE_NAMES.join(', ')}`);
  return names.includes('all') ? SUITES : SUITES.filter(({ name }) => names.includes(name));
}
