import { type ReplySentence, replySentences } from '@mesh/agents';
import { Verdict } from '@mesh/contracts';
import type { ReviewTask } from './reply-reviewer.port';

/** A draft with its sentences numbered once for all checks. */
export interface ReviewSubject extends ReviewTask {
  readonly sentences: readonly ReplySentence[];
}

export const subjectOf = (task: ReviewTask): ReviewSubject => ({ ...task, sentences: replySentences(task.draft) });

type CheckName = Verdict['checks'][number]['check'];

/** What a check found; only objections carry sentences and words. */
export interface Finding {
  readonly check: CheckName;
  readonly outcome: 'pass' | 'revise' | 'block';
  readonly code?: string;
  readonly sentences: readonly number[];
  readonly feedback: string;
}

export type Check = (subject: ReviewSubject) => Finding;

export const passed = (check: CheckName): Finding => ({ check, outcome: 'pass', sentences: [], feedback: '' });

/** An objection to some sentences; none found means that the check is passed. */
export function objection(
  check: CheckName,
  sentences: readonly Pick<ReplySentence, 'number'>[],
  found: { readonly outcome: 'revise' | 'block'; readonly code: string; readonly feedback: string },
): Finding {
  if (sentences.length === 0) return passed(check);
  return { check, ...found, sentences: sentences.map(({ number }) => number) };
}

/** The first finding that is not passed, or the pass. */
export const firstObjection = (check: CheckName, ...findings: readonly Finding[]): Finding =>
  findings.find(({ outcome }) => outcome === 'block') ??
  findings.find(({ outcome }) => outcome === 'revise') ??
  passed(check);
