const LONGEST = 4_000;
const MOST = 20;

/** What a tool said, as far as a database, a page and a reader can hold it. */
export const plainTexts = (texts: readonly string[]): string[] =>
  texts
    .map((text) =>
      text
        .replace(/\p{Surrogate}|(?![\t\n\r])\p{Cc}/gu, '')
        .trim()
        .slice(0, LONGEST),
    )
    .filter((text) => text !== '')
    .slice(0, MOST);
