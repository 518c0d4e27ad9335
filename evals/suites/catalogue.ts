import type { EvalSuite } from '../framework/suite';

/** Every suite, in the order in which `all` runs them. */
export const SUITES: readonly EvalSuite[] = [];
