import { createHash } from 'node:crypto';

export const FOLDS = 5;

/** Where an example is scored; related ones are in one fold. */
export const foldOf = (group: string): number =>
  createHash('sha256').update(`fold ${group}`).digest().readUInt32BE(0) % FOLDS;

export interface Grouped {
  readonly group: string;
}

/** Each example scored by what was fitted without its fold, in the order of the examples. */
export function crossValidated<Example extends Grouped, Model, Score>(
  examples: readonly Example[],
  fit: (examples: readonly Example[]) => Model,
  score: (model: Model, example: Example) => Score,
): Score[] {
  const models = Array.from({ length: FOLDS }, (_, fold) =>
    fit(examples.filter(({ group }) => foldOf(group) !== fold)),
  );
  return examples.map((example) => score(models[foldOf(example.group)] as Model, example));
}
