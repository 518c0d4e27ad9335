import { figureTable } from './figure-text';
import type { EvalSuite, SuiteInput, SuiteResult } from './suite';

/** One suite after the other; what a suite found is said at once. */
export async function runSuites(
  suites: readonly EvalSuite[],
  input: SuiteInput,
  say: (text: string) => void,
): Promise<ReadonlyMap<string, SuiteResult>> {
  const results = new Map<string, SuiteResult>();
  for (const suite of suites) {
    input.progress(`${suite.name}: begun`);
    const started = performance.now();
    const result = await suite.run(input);
    results.set(suite.name, result);
    input.progress(`${suite.name}: ended after ${((performance.now() - started) / 1000).toFixed(1)} s`);
    say(`\n${suite.name}\n${figureTable(result.figures)}`);
  }
  return results;
}

/** The reports of all suites as one document. */
export const reportOf = (results: ReadonlyMap<string, SuiteResult>): Record<string, unknown> =>
  Object.assign({}, ...[...results.values()].map(({ report }) => report)) as Record<string, unknown>;
