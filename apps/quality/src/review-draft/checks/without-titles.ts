import type { Evidence } from '@mesh/contracts';

/** The titles of the evidence, longest first, so that none hides a part of another. */
export const titlesOf = (evidence: readonly Evidence[]): string[] =>
  evidence
    .map(({ title }) => title.trim())
    .filter((title) => title !== '')
    .sort((left, right) => right.length - left.length);

/** A text without the titles that it names: a title is not the wording of the reply. */
export const withoutTitles = (text: string, titles: readonly string[]): string =>
  titles.reduce((rest, title) => rest.replaceAll(title, ' '), text);
