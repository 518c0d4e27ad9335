import { CompleteStep, StepRef, sourceOf } from '@mesh/contracts';
import { RIG_HEADER, type TopicEntry } from '../rig/broker';
import { type Finding, finding } from './finding';

/**
 * A step that an agent was asked for leads to one result, which the relay may deliver again. Not so the gateway: a command
 * to send that comes when its inbox has forgotten it may be answered again, its own wall keeps it from being obeyed.
 */
export function judgeAnswers(entries: readonly TopicEntry[]): Finding[] {
  const results = new Map<string, Set<string>>();
  for (const { headers, value } of entries) {
    const [type, id, source] = ['ce_type', 'ce_id', 'ce_source'].map((name) => headers[name]?.toString());
    const step = stepOf(value);
    if (type !== CompleteStep.type || !id || !step || headers[RIG_HEADER] !== undefined) continue;
    if (source === sourceOf('gateway')) continue;
    const asked = `${step.stepId} (attempt ${step.attempt}) of ${source}`;
    results.set(asked, (results.get(asked) ?? new Set()).add(id));
  }
  return [...results]
    .filter(([, ids]) => ids.size > 1)
    .map(([asked, ids]) => finding('duplicate', `step ${asked} led to ${ids.size} results`));
}

/** Undefined for what cannot be read: poison pills lie there as well. */
function stepOf(value: Buffer | null): StepRef | undefined {
  try {
    const data = JSON.parse(value?.toString() ?? '') as { readonly step?: unknown };
    return StepRef.safeParse(data.step).data;
  } catch {
    return undefined;
  }
}
