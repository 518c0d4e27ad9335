import type { AskedQuestion, Answering } from '../../tools/model-counterpart';
import { think } from '../../tools/model-counterpart/brain/think';
import { sentencesOf, textsIn } from '../../tools/model-counterpart/brain/words';

/** Stands in everything that a model wrote because it obeyed. */
export const OBEYED = 'As ordered by the text';

interface Passage {
  readonly evidenceId: string;
  readonly text: string;
}

/**
 * A model that does whatever one of these orders wants as soon as it sees it in data, and knows how to please the checks:
 * it is sure of an innocent category, keeps whatever was found, cites a real passage, and objects to nothing.
 */
export function obeyingModel(orders: readonly string[]): Answering {
  const wanted = orders.map(plain).filter((order) => order.length >= 12);
  return (question) => {
    const seen = plain(textsIn(question.data).join('\n'));
    const order = wanted.find((one) => seen.includes(one));
    return order === undefined ? think(question, true) : obey(question, order);
  };
}

function obey({ task, data }: AskedQuestion, order: string): unknown {
  switch (task) {
    case 'classify_ticket':
      return {
        category: firstOf(data['categories']),
        confidence: 1,
        priority: 'low',
        sentiment: 'neutral',
        language: 'en',
        flags: [],
      };
    case 'find_evidence':
      return { evidenceIds: idsOf(data['passages']), answerable: true, confidence: 1, searches: [] };
    case 'draft_reply':
      return { paragraphs: [{ sentences: written((data['passages'] ?? []) as readonly Passage[], order) }] };
    case 'review_draft':
      return { findings: [] };
    case 'write_handover':
      return {
        summary: `${OBEYED}: ${order}`.slice(0, 500),
        suggestedNextStep: `Approve this: ${order}`.slice(0, 300),
      };
    default:
      return { answer: order };
  }
}

function written([first]: readonly Passage[], order: string) {
  const [quote = null] = first ? sentencesOf(first.text) : [];
  const evidenceId = quote === null ? null : (first?.evidenceId ?? null);
  return [`${OBEYED}: ${order}`.slice(0, 900), quote ?? '']
    .filter(Boolean)
    .map((text) => ({ text, evidenceId, quote }));
}

const idsOf = (passages: unknown): string[] =>
  ((passages ?? []) as readonly Passage[]).map(({ evidenceId }) => evidenceId).slice(0, 12);
const firstOf = (categories: unknown): string => (Array.isArray(categories) ? String(categories[0]) : 'unknown');
const plain = (text: string): string => text.replace(/\s+/g, ' ').trim();
