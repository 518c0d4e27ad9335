import type { Citation, Draft } from '@mesh/contracts';

/**
 * A person's text in place of a draft's. The citations stay as provenance; a sentence that the person left as it was is
 * found again, the others support the reply as a whole (offsets 0, 0).
 */
export function editDraft(draft: Draft, body: string): Draft {
  return { ...draft, body, citations: draft.citations.map((citation) => relocate(citation, draft.body, body)) };
}

function relocate(citation: Citation, before: string, after: string): Citation {
  const sentence = before.slice(citation.sentenceStart, citation.sentenceEnd);
  const start = sentence === '' ? -1 : after.indexOf(sentence);
  if (start < 0) return { ...citation, sentenceStart: 0, sentenceEnd: 0 };
  return { ...citation, sentenceStart: start, sentenceEnd: start + sentence.length };
}
