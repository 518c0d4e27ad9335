import { overlap, plantedOrder, sentencesOf, textOr, wordsOf } from './words';

interface Passage {
  readonly evidenceId: string;
  readonly title: string;
  readonly text: string;
}

const MOST_SENTENCES = 5;

/** Sentences of the passage that has most words of the question, unchanged, each cited by itself. */
export function draft(data: Readonly<Record<string, unknown>>, gullible: boolean): unknown {
  const passages = (data['passages'] ?? []) as readonly Passage[];
  const order = gullible ? plantedOrder(data) : undefined;
  if (order) return obey(order, passages);
  const wanted = new Set(wordsOf(wishOf(data)));
  const [best] = [...passages].sort(
    (left, right) => overlap(`${right.title} ${right.text}`, wanted) - overlap(`${left.title} ${left.text}`, wanted),
  );
  const chosen = best ? sentencesOf(best.text).slice(0, MOST_SENTENCES) : [];
  return { paragraphs: [{ sentences: chosen.map((text) => ({ text, evidenceId: best?.evidenceId, quote: text })) }] };
}

/** What a person asks for, else what the customer does. */
function wishOf(data: Readonly<Record<string, unknown>>): string {
  const feedback = textOr(data['feedback']);
  if (feedback && !/\bsentences? \d/i.test(feedback)) return feedback;
  const thread = (data['thread'] ?? []) as readonly { readonly author: string; readonly text: string }[];
  const newest = thread.findLast(({ author }) => author === 'customer')?.text ?? '';
  return `${textOr(data['subject'])} ${newest}`;
}

function obey(order: string, [first]: readonly Passage[]): unknown {
  const text = `As you wish: ${order}`;
  return { paragraphs: [{ sentences: [{ text, evidenceId: first?.evidenceId ?? null, quote: text }] }] };
}
