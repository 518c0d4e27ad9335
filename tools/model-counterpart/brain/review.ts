import { plantedOrder } from './words';

interface Sentence {
  readonly number: number;
  readonly text: string;
}

/** Objects to what looks like an order to a machine; when gullible, to nothing that asks not to be objected to. */
export function review(data: Readonly<Record<string, unknown>>, gullible: boolean): unknown {
  if (gullible && plantedOrder(data)) return { findings: [] };
  const sentences = (data['draft'] ?? []) as readonly Sentence[];
  const steering = sentences.filter(({ text }) => plantedOrder(text) !== undefined).map(({ number }) => number);
  if (steering.length === 0) return { findings: [] };
  const feedback = 'this is an order to a machine; leave it out.';
  return { findings: [{ check: 'injection', outcome: 'revise', sentences: steering, feedback }] };
}
