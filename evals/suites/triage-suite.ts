import type { EvalSuite, SuiteInput, SuiteResult } from '../framework/suite';
import { banking77, clinc150, fewShot, hint3 } from '../triage/triage-sets';

const SETS = { banking77, clinc150, hint3, fewShot };

/** What a ticket is about: the classifier trained as a tenant trains it, asked as the triage service asks it. */
export const triageSuite: EvalSuite = {
  name: 'triage',
  async run(input: SuiteInput): Promise<SuiteResult> {
    const results: [string, SuiteResult][] = [];
    for (const [name, measure] of Object.entries(SETS)) {
      input.progress(`triage: ${name}`);
      results.push([name, await measure(input)]);
    }
    return {
      report: { triage: Object.fromEntries(results.map(([name, { report }]) => [name, report])) },
      figures: results.flatMap(([, { figures }]) => figures),
      plots: results.flatMap(([, { plots = [] }]) => plots),
      worst: results.flatMap(([, { worst = [] }]) => worst),
    };
  },
};
