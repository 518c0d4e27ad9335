import { writeFeedback } from '@mesh/agents';
import { CHECKS, type CheckResult, type Verdict } from '@mesh/contracts';
import { z } from 'zod';

const Finding = z.strictObject({
  check: z.enum(CHECKS),
  outcome: z.enum(['revise', 'block']),
  /** Numbers of the sentences; none: the whole text. */
  sentences: z.array(z.number().int()).max(60),
  feedback: z.string().max(500),
});

/** What a model is asked to find: objections alone, for what it does not object to is not thereby passed. */
export const ModelFindings = z.strictObject({ findings: z.array(Finding).max(20) });
export type ModelFindings = z.output<typeof ModelFindings>;

const SEVERITY = { pass: 0, revise: 1, block: 2 } as const;
const MAX_FEEDBACK = 4_000;

/** The verdict with the objections of a model added: it can make a check worse, never better. */
export function withFindings(verdict: Verdict, { findings }: ModelFindings, sentences: number): Verdict {
  if (findings.length === 0) return verdict;
  const checks = verdict.checks.map((check) => worse(check, findings));
  const objections = findings.map(({ check, sentences: named, feedback }) => ({
    check,
    sentences: named.filter((number) => number >= 1 && number <= sentences),
    text: feedback.replace(/\s+/g, ' ').trim() || 'this does not hold; mend it or leave it out.',
  }));
  const feedback = [verdict.feedback, writeFeedback(objections)].filter(Boolean).join('\n').slice(0, MAX_FEEDBACK);
  return { outcome: worst(checks), checks, feedback };
}

function worse(result: CheckResult, findings: ModelFindings['findings']): CheckResult {
  return findings
    .filter(({ check }) => check === result.check)
    .reduce<CheckResult>(
      (so, { outcome }) =>
        SEVERITY[outcome] > SEVERITY[so.outcome] ? { ...so, outcome, code: so.code ?? 'objected_by_model' } : so,
      result,
    );
}

const worst = (checks: readonly CheckResult[]): Verdict['outcome'] =>
  checks.reduce<Verdict['outcome']>((so, { outcome }) => (SEVERITY[outcome] > SEVERITY[so] ? outcome : so), 'pass');
