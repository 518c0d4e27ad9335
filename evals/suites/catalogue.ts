import type { EvalSuite } from '../framework/suite';
import { answersSuite } from './answers-suite';
import { escalationSuite } from './escalation-suite';
import { gateSuite } from './gate-suite';
import { injectionSuite } from './injection-suite';
import { piiSuite } from './pii-suite';
import { retrievalSuite } from './retrieval-suite';
import { triageSuite } from './triage-suite';

/** Every suite, in the order in which `all` runs them. */
export const SUITES: readonly EvalSuite[] = [
  triageSuite,
  escalationSuite,
  retrievalSuite,
  answersSuite,
  injectionSuite,
  gateSuite,
  piiSuite,
];
