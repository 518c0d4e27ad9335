import { anchorOf, mentionsIn } from './markdown';

describe('what a document mentions', () => {
  it('are links within the repository', () => {
    const text = 'See [a](docs/a.md#b), ![p](p.png), [web](https://example.com), [mail](mailto:a@b.c) and `[no](x)`.';
    expect(mentionsIn(text).links).toEqual(['docs/a.md#b', 'p.png']);
  });

  it('are paths from the root, not patterns, not other code', () => {
    const text = '`libs/kernel/src/money.ts` `apps/*/src` `apps/<name>` `a/b` `.ci/run` `GET /v1/tickets` libs/nothing';
    expect(mentionsIn(text).paths).toEqual(['libs/kernel/src/money.ts', '.ci/run']);
  });

  it('are npm scripts in code', () => {
    const text = '`npm start`, `npm run docs:check`, `npm test -- libs`\n\n```sh\nnpm run demo\n```\n\nnpm run prose';
    expect(mentionsIn(text).scripts).toEqual(['start', 'docs:check', 'test', 'demo']);
  });

  it('are headings, with their anchors', () => {
    expect(mentionsIn('# The `mesh`: one\n\n## Two').headings.map(anchorOf)).toEqual(['the-mesh-one', 'two']);
  });
});
