import { writeFeedback } from '@mesh/agents';
import type { Verdict } from '@mesh/contracts';
import { checkFigureUse } from './checks/check-figure-use';
import { checkInjection } from './checks/check-injection';
import { checkLanguage } from './checks/check-language';
import { checkPii } from './checks/check-pii';
import { checkPolicy } from './checks/check-policy';
import { checkPromises } from './checks/check-promises';
import { checkSupport } from './checks/check-support';
import { checkTone } from './checks/check-tone';
import type { ReviewTask } from './reply-reviewer.port';
import { type Check, type Finding, subjectOf } from './review-subject';

const ALL_CHECKS: readonly Check[] = [
  checkSupport,
  checkFigureUse,
  checkPolicy,
  checkPromises,
  checkTone,
  checkLanguage,
  checkPii,
  checkInjection,
];

/** The judgement over all checks; the same draft always gets the same verdict. */
export function reviewDraft(task: ReviewTask, checks: readonly Check[] = ALL_CHECKS): Verdict {
  const subject = subjectOf(task);
  const findings = checks.map((check) => check(subject));
  const objections = findings.filter(({ outcome }) => outcome !== 'pass');
  return {
    outcome: worstOf(findings),
    checks: findings.map(({ check, outcome, code }) => ({ check, outcome, ...(code ? { code } : {}) })),
    ...(objections.length > 0 ? { feedback: writeFeedback(objections.map(objectionOf)) } : {}),
  };
}

const objectionOf = ({ check, sentences, feedback }: Finding) => ({ check, sentences, text: feedback });

function worstOf(findings: readonly Finding[]): Verdict['outcome'] {
  if (findings.some(({ outcome }) => outcome === 'block')) return 'block';
  return findings.some(({ outcome }) => outcome === 'revise') ? 'revise' : 'pass';
}
