import { createHash } from 'node:crypto';

/** A choice that is the same for the same seed. */
export const chanceOf = (seed: string): number => createHash('sha256').update(seed).digest().readUInt32BE(0) / 2 ** 32;

export function pick<Item>(items: readonly Item[], seed: string): Item | undefined {
  return items[Math.floor(chanceOf(seed) * items.length)];
}
