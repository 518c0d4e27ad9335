import MarkdownIt from 'markdown-it';

const markdown = new MarkdownIt();
type Token = ReturnType<typeof markdown.parse>[number];

/** A row of a table: the code spans of each of its cells. */
export type CodeRow = readonly (readonly string[])[];

/** The rows of all tables below a heading, up to the next heading of any level. */
export function tableRowsBelow(text: string, heading: string): CodeRow[] {
  const tokens = markdown.parse(text, {});
  const start = tokens.findIndex((token, n) => token.type === 'heading_open' && tokens[n + 1]?.content === heading);
  if (start < 0) return [];
  const length = tokens.slice(start + 1).findIndex(({ type }) => type === 'heading_open');
  return rowsOf(tokens.slice(start, length < 0 ? undefined : start + 1 + length));
}

function rowsOf(tokens: readonly Token[]): CodeRow[] {
  const rows: string[][][] = [];
  tokens.forEach((token, n) => {
    if (token.type === 'tr_open') rows.push([]);
    if (token.type === 'td_open') rows.at(-1)?.push(codeIn(tokens[n + 1]));
  });
  return rows.filter((row) => row.length > 0);
}

const codeIn = (cell: Token | undefined): string[] =>
  (cell?.children ?? []).filter(({ type }) => type === 'code_inline').map(({ content }) => content);
