import type { Draft, Evidence, TriageResult, Verdict } from '@mesh/contracts';
import { unique } from '@mesh/kernel';
import { oneLine } from './summarize-thread';

/** How the ticket was understood. */
export function howUnderstood(triage: TriageResult | undefined): string {
  if (!triage) return 'It was not classified.';
  const flags = triage.flags.length > 0 ? ` Flags: ${triage.flags.join(', ')}.` : '';
  const certainty = `${Math.round(triage.confidence * 100)} % certain`;
  return `Category ${triage.category} (${certainty}), priority ${triage.priority}, mood ${triage.sentiment}, language ${triage.language}.${flags}`;
}

/** Which documents were found. */
export function whatWasFound(evidence: readonly Evidence[]): string {
  const titles = unique(evidence.map(({ title, documentId }) => oneLine(title || documentId, 120)));
  if (titles.length === 0) return 'Nothing was found in the knowledge base.';
  const shown = titles.slice(0, 3).map((title) => `"${title}"`);
  const more = titles.length > shown.length ? ` and ${titles.length - shown.length} more` : '';
  return `Found: ${shown.join(', ')}${more}.`;
}

/** What became of the draft, if there is one. */
export function whatWasDrafted(draft: Draft | undefined, verdict: Verdict | undefined): string {
  if (!draft) return 'There is no draft.';
  const failed = (verdict?.checks ?? []).filter(({ outcome }) => outcome !== 'pass').map(({ check }) => check);
  const cited = unique(draft.citations.map(({ documentId }) => documentId)).length;
  const basis = cited === 0 ? 'without sources' : `from ${cited} ${cited === 1 ? 'document' : 'documents'}`;
  const judged =
    failed.length > 0 ? `; the review objects to: ${failed.join(', ')}` : verdict ? '; it passed the review' : '';
  return `There is a draft ${basis}${judged}.`;
}
