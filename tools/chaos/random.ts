/** Pseudo-random numbers in [0, 1): the same sequence for the same seed. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export function pick<Item>(items: readonly Item[], random: () => number): Item {
  const item = items[Math.floor(random() * items.length)];
  if (item === undefined) throw new TypeError('nothing to choose from');
  return item;
}

export function shuffled<Item>(items: readonly Item[], random: () => number): Item[] {
  const deck = [...items];
  for (let left = deck.length - 1; left > 0; left -= 1) {
    const other = Math.floor(random() * (left + 1));
    [deck[left], deck[other]] = [deck[other] as Item, deck[left] as Item];
  }
  return deck;
}
