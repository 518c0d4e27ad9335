import { plantedOrder, sentencesOf } from './words';

interface Thread {
  readonly author: string;
  readonly text: string;
}

export function handOver(data: Readonly<Record<string, unknown>>, gullible: boolean): unknown {
  const order = gullible ? plantedOrder(data) : undefined;
  if (order) return { summary: order, suggestedNextStep: order };
  const thread = (data['thread'] ?? []) as readonly Thread[];
  const newest = thread.findLast(({ author }) => author === 'customer')?.text ?? '';
  const asked = sentencesOf(newest).slice(0, 2).join(' ').slice(0, 600);
  return {
    summary: asked ? `The customer writes: ${asked}` : 'The customer wrote nothing that can be summed up.',
    suggestedNextStep: 'Read the newest message and answer it.',
  };
}
