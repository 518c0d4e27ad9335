import MarkdownIt from 'markdown-it';

type Token = ReturnType<typeof markdown.parse>[number];

/** What a document says about the repository. */
export interface Mentions {
  /** Targets of links and pictures within the repository, as written. */
  readonly links: readonly string[];
  /** Code spans that read as the path of a file or folder, from the root. */
  readonly paths: readonly string[];
  /** Names of npm scripts that are called. */
  readonly scripts: readonly string[];
  readonly headings: readonly string[];
}

const markdown = new MarkdownIt();
const ROOTS = 'apps|libs|docs|scripts|tools|evals|benchmarks|examples|prompts|deploy|k8s|grafana|prometheus|\\.ci';
const PATH = new RegExp(`^(?:${ROOTS})/[\\w./-]+$`);
const COMMAND = /\bnpm (?:run (?:--silent )?([\w:-]+)|(start|test)\b)/g;

/** Reads one Markdown document. */
export function mentionsIn(text: string): Mentions {
  const tokens = flat(markdown.parse(text, {}));
  const code = tokens.filter(({ type }) => type === 'code_inline' || type === 'fence').map(({ content }) => content);
  return {
    links: tokens.flatMap(targetOf).filter((target) => !/^[a-z][a-z0-9+.-]*:/i.test(target)),
    paths: tokens.flatMap(({ type, content }) => (type === 'code_inline' && PATH.test(content) ? [content] : [])),
    scripts: code.flatMap((part) => [...part.matchAll(COMMAND)].map((match) => match[1] ?? match[2] ?? '')),
    headings: tokens.flatMap((token, index) =>
      token.type === 'heading_open' ? [tokens[index + 1]?.content ?? ''] : [],
    ),
  };
}

const flat = (tokens: readonly Token[]): Token[] => tokens.flatMap((token) => [token, ...flat(token.children ?? [])]);

function targetOf(token: Token): string[] {
  const target = token.attrGet(token.type === 'image' ? 'src' : 'href');
  return target === null ? [] : [decodeURI(String(target))];
}

/** The anchor that a heading is given where Markdown is shown. */
export const anchorOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .trim()
    .replaceAll(' ', '-');
