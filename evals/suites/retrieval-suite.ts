import type { EvalSuite } from '../framework/suite';
import { LocalKnowledge } from './knowledge/local-knowledge';
import { measureAbstaining } from './knowledge/measure-abstaining';
import { learn, measureRetrieval } from './knowledge/measure-retrieval';

/** Whether the right documents are found, and whether the mesh knows when there are none. */
export const retrievalSuite: EvalSuite = {
  name: 'retrieval',
  async run(input) {
    const knowledge = new LocalKnowledge();
    await learn(input, knowledge);
    const found = await measureRetrieval(input, knowledge);
    const abstained = await measureAbstaining(input, knowledge);
    return {
      report: { ...found.report, ...abstained.report },
      figures: [...found.figures, ...abstained.figures],
      plots: abstained.plots ?? [],
      worst: [...(abstained.worst ?? []), ...(found.worst ?? [])],
    };
  },
};
