import { unique } from '@mesh/kernel';
import fc from 'fast-check';
import { Batcher } from './batcher';

interface Item {
  readonly key: string;
  readonly n: number;
}

const double = (items: Item[]): number[] => items.map(({ n }) => 2 * n);

/** Writes when it is told to. */
class Gate {
  readonly batches: Item[][] = [];
  private readonly waiting: (() => void)[] = [];

  readonly write = async (items: Item[]): Promise<number[]> => {
    this.batches.push(items);
    await new Promise<void>((resolve) => this.waiting.push(resolve));
    return double(items);
  };

  open(): void {
    this.waiting.shift()?.();
  }
}

const settled = () => new Promise<void>((resolve) => setImmediate(resolve));

describe('a batch', () => {
  it('gathers what was added at the same moment', async () => {
    const batches: Item[][] = [];
    const batcher = new Batcher<Item, number>(
      async (items) => (batches.push(items), double(items)),
      10,
      ({ key }) => key,
    );
    const results = await Promise.all([1, 2, 3].map((n) => batcher.add({ key: `t-${n}`, n })));
    expect(results).toEqual([2, 4, 6]);
    expect(batches).toHaveLength(1);
  });

  it('gathers while another one is being written', async () => {
    const gate = new Gate();
    const batcher = new Batcher(gate.write, 10, ({ key }) => key);
    const first = batcher.add({ key: 'a', n: 1 });
    await settled();
    const rest = [batcher.add({ key: 'b', n: 2 }), batcher.add({ key: 'c', n: 3 })];
    await settled();
    expect(gate.batches).toHaveLength(1);
    gate.open();
    expect(await first).toBe(2);
    await settled();
    gate.open();
    expect(await Promise.all(rest)).toEqual([4, 6]);
    expect(gate.batches.map((batch) => batch.map(({ n }) => n))).toEqual([[1], [2, 3]]);
  });

  it('is bounded, holds a key once, is ordered by key, and every item gets its own result in its turn', async () => {
    const item = fc.record({ key: fc.constantFrom('a', 'b', 'c', 'd'), n: fc.nat() });
    await fc.assert(
      fc.asyncProperty(
        fc.array(item, { minLength: 1, maxLength: 40 }),
        fc.integer({ min: 1, max: 5 }),
        async (items, most) => {
          const batches: Item[][] = [];
          const batcher = new Batcher<Item, number>(
            async (batch) => (batches.push(batch), double(batch)),
            most,
            ({ key }) => key,
          );
          expect(await Promise.all(items.map((one) => batcher.add(one)))).toEqual(double(items));
          for (const batch of batches) {
            const keys = batch.map(({ key }) => key);
            expect(batch.length).toBeLessThanOrEqual(most);
            expect(keys).toEqual(unique(keys).sort());
          }
          for (const key of ['a', 'b', 'c', 'd']) {
            const ofKey = (list: Item[]) => list.filter((one) => one.key === key).map(({ n }) => n);
            expect(ofKey(batches.flat())).toEqual(ofKey(items));
          }
        },
      ),
    );
  });

  it('that fails tells each of its items, and the next one is written all the same', async () => {
    let fails = true;
    const batcher = new Batcher<Item, number>(
      (items) => {
        if (fails) throw new Error('disk full');
        return Promise.resolve(double(items));
      },
      10,
      ({ key }) => key,
    );
    const outcomes = await Promise.allSettled([1, 2].map((n) => batcher.add({ key: `t-${n}`, n })));
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    fails = false;
    expect(await batcher.add({ key: 't-3', n: 3 })).toBe(6);
  });
});
