import { analyze } from '@mesh/text';

const LINK = /!?\[([^\]]*)\]\([^)\s]*\)|https?:\/\/\S+/g;

/**
 * The key facts of a reference answer: its distinct content stems and its distinct pairs of neighbouring content stems.
 * Addresses of links do not count; their words do.
 */
export function keyFactsOf(answer: string): ReadonlySet<string> {
  const stems = contentStems(answer.replace(LINK, '$1'));
  const pairs = stems.slice(1).map((stem, at) => `${stems[at] ?? ''} ${stem}`);
  return new Set([...stems, ...pairs]);
}

/** Share of the key facts of the reference that a reply states. */
export function keyFactRecall(reply: string, reference: string): number {
  const wanted = [...keyFactsOf(reference)];
  const stated = keyFactsOf(reply);
  return wanted.length === 0 ? 1 : wanted.filter((fact) => stated.has(fact)).length / wanted.length;
}

const contentStems = (text: string): string[] =>
  analyze(text)
    .filter(({ kind }) => kind === 'content')
    .map(({ term }) => term);
