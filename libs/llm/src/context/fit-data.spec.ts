import fc from 'fast-check';
import { fitData } from './fit-data';
import { renderRequest } from './render-request';

const texts = fc.array(fc.string({ maxLength: 60 }), { minLength: 1, maxLength: 20 });

describe('data that must fit a model', () => {
  it('stays as it is where it fits', () => {
    const data = [{ name: 'thread', value: ['a', 'b'], shorten: 'oldest_first' as const }];
    expect(fitData(data, 100)).toEqual([{ name: 'thread', value: ['a', 'b'], omitted: 0 }]);
  });

  it('loses the oldest messages and the last passages, never the newest message, the best passage or anything else', () => {
    fc.assert(
      fc.property(
        texts,
        texts,
        fc.string({ maxLength: 40 }),
        fc.integer({ min: 0, max: 300 }),
        (thread, passages, whole, budget) => {
          const data = [
            { name: 'whole', value: whole },
            { name: 'thread', value: thread, shorten: 'oldest_first' as const },
            { name: 'passages', value: passages, shorten: 'last_first' as const },
          ];
          let fitted;
          try {
            fitted = fitData(data, budget);
          } catch (error) {
            expect(error).toMatchObject({ code: 'LLM_CONTEXT_OVERFLOW' });
            return;
          }
          const [first, second, third] = fitted;
          expect(first?.value).toBe(whole);
          expect(second?.value).toEqual(thread.slice(second?.omitted));
          expect(third?.value).toEqual(passages.slice(0, passages.length - (third?.omitted ?? 0)));
          if ((third?.omitted ?? 0) > 0) expect(second?.value).toHaveLength(1);
          expect(fitData(data, budget)).toEqual(fitted);
        },
      ),
    );
  });
});

describe('data between marks', () => {
  it('is found again whole, whatever stands in it', () => {
    fc.assert(
      fc.property(fc.array(fc.jsonValue(), { minLength: 1, maxLength: 4 }), (values) => {
        const blocks = values.map((value, at) => ({ name: `block_${at}`, value: value as string, omitted: 0 }));
        const { user, system } = renderRequest('Ours.', blocks);
        const found = [...user.matchAll(/^<<DATA (\w+) ([0-9a-f]{16})>>\n(.*)\n<<END \1 \2>>$/gm)];
        expect(found.map(([, , , json = '']) => JSON.parse(json) as unknown)).toEqual(
          JSON.parse(JSON.stringify(values)),
        );
        expect(system).toMatch(/^Ours\.\n\n/);
      }),
    );
  });
});
