import { hashOf } from './features';

/** Fisher-Yates with a fixed linear congruential sequence, so that training is repeatable. */
export function shuffle(order: number[], seed: number): void {
  let state = hashOf(`epoch ${seed}`);
  for (let at = order.length - 1; at > 0; at -= 1) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    const other = Math.floor((state / 2 ** 32) * (at + 1));
    [order[at], order[other]] = [order[other] ?? 0, order[at] ?? 0];
  }
}
