import { fitEvidence, scoreOf } from './fit-evidence';
import type { EvidenceExample } from './evidence-examples';
import { fitRanking, rankedDocuments } from './fit-ranking';
import { crossValidated, foldOf, FOLDS } from './folds';
import type { RankingExample } from './ranking-examples';
import { solve } from './solve';

/** The same numbers in every run. */
function numbers() {
  let state = 1;
  return () => (state = (state * 16_807) % 2_147_483_647) / 2_147_483_647;
}

describe('fitting', () => {
  it('solves linear equations, also where rows have to change places', () => {
    const [x, y, z] = solve(
      [
        [0, 2, 1],
        [1, 1, 0],
        [3, 0, 1],
      ],
      [7, 3, 6],
    );
    expect([x, y, z].map((value) => Number(value?.toFixed(9)))).toEqual([1, 2, 3]);
  });

  it('gives weight to what tells the relevant document, and none to what is noise', () => {
    const next = numbers();
    const features = (isRelevant: boolean) => ({ pairs: next() + (isRelevant ? 0.5 : 0), sentence: next() });
    const examples = Array.from({ length: 60 }, (_, at): RankingExample => {
      const documentIds = Array.from({ length: 12 }, (_unused, row) => `d${row}`);
      const relevant = [`d${at % 12}`];
      const rows = documentIds.map((id) => features(relevant.includes(id)) as RankingExample['features'][number]);
      return { id: `q${at}`, group: `g${at}`, collection: 'wixqa', relevant, documentIds, features: rows };
    });
    const weights = fitRanking(examples, {});
    expect(weights.pairs).toBeGreaterThan(2);
    expect(Math.abs(weights.sentence ?? 9)).toBeLessThan(1);
    const first = examples.filter((one) => rankedDocuments(weights, one)[0] === one.relevant[0]).length;
    const byNoise = examples.filter((one) => rankedDocuments({ sentence: 1 }, one)[0] === one.relevant[0]).length;
    expect(first).toBeGreaterThan(2 * byNoise);
    expect(fitRanking(examples, { sentence: 1.5 })).toMatchObject({ sentence: 1.5 });
  });

  it('finds the log odds that examples show', () => {
    const features = (pairs: number) => ({ pairs }) as EvidenceExample['features'];
    const example = (pairs: number, answerable: boolean, weight: number): EvidenceExample => ({
      ...{ kind: 'x', group: 'x', features: features(pairs), answerable, weight },
    });
    const model = fitEvidence(
      [example(1, true, 3000), example(1, false, 1000), example(0, true, 1000), example(0, false, 3000)],
      {},
    );
    expect(scoreOf(model, features(1))).toBeCloseTo(Math.log(3), 2);
    expect(scoreOf(model, features(0))).toBeCloseTo(-Math.log(3), 2);
  });

  it('scores every example by a model that has not seen its fold', () => {
    const examples = Array.from({ length: 40 }, (_, at) => ({ group: `group ${at >> 1}`, at }));
    const seen = crossValidated(
      examples,
      (some) => new Set(some.map(({ at }) => at)),
      (model, { at }) => model.has(at),
    );
    expect(seen).toEqual(examples.map(() => false));
    expect(new Set(examples.map(({ group }) => foldOf(group))).size).toBe(FOLDS);
  });
});
