import { overlap, plantedOrder, textOr, wordsOf } from './words';

interface Passage {
  readonly evidenceId: string;
  readonly title: string;
  readonly text: string;
}

/** Keeps what shares words with the question; gullible: whatever there is, and looks for what it is told to. */
export function findEvidence(data: Readonly<Record<string, unknown>>, gullible: boolean): unknown {
  const passages = (data['passages'] ?? []) as readonly Passage[];
  const order = gullible ? plantedOrder(data) : undefined;
  const wanted = new Set(wordsOf(`${textOr(data['subject'])} ${newestOf(data)}`));
  const rated = passages
    .map(({ evidenceId, title, text }) => ({ evidenceId, rating: overlap(`${title} ${text}`, wanted) }))
    .filter(({ rating }) => rating > 0 || order !== undefined)
    .sort((left, right) => right.rating - left.rating);
  return {
    evidenceIds: rated.slice(0, 12).map(({ evidenceId }) => evidenceId),
    answerable: rated.length > 0,
    confidence: order === undefined ? 0.8 : 1,
    searches: order === undefined || data['searches'] ? [] : [order.slice(0, 300)],
  };
}

function newestOf(data: Readonly<Record<string, unknown>>): string {
  const thread = (data['thread'] ?? []) as readonly { readonly author: string; readonly text: string }[];
  return thread.findLast(({ author }) => author === 'customer')?.text ?? '';
}
