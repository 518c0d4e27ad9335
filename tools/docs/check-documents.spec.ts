import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { faultsOfDocuments } from './check-documents';

const DECISION =
  '# 1\n\n## Context\n\na\n\n## Decision\n\nb\n\n## Consequences\n\nc\n\n## Enforced by\n\n`libs/a.ts`\n';

describe('the documents of the repository', () => {
  let root: string;
  beforeEach(() => {
    root = mkdtempSync(path.join(tmpdir(), 'mesh-docs-'));
    put('package.json', '{"scripts": {"start": "x", "docs": "y"}}');
    put('libs/a.ts', '');
  });
  afterEach(() => rmSync(root, { recursive: true }));

  const put = (name: string, text: string): void => {
    mkdirSync(path.dirname(path.join(root, name)), { recursive: true });
    writeFileSync(path.join(root, name), text);
  };

  it('are in order when everything that they name is there', () => {
    put(
      'README.md',
      '# Title\n\n`npm start`, `npm run docs`, `libs/a.ts`, [guide](docs/guide.md#the-way), [top](#title)',
    );
    put('docs/guide.md', '## The way\n\n[back](../README.md)');
    put('docs/adr/0001-one.md', DECISION);
    expect(faultsOfDocuments(root)).toEqual([]);
  });

  it.each([
    ['a link that leads nowhere', '[x](docs/none.md)', 'README.md: the link docs/none.md leads nowhere'],
    ['an anchor that is not there', '# Title\n\n[x](#other)', 'README.md: README.md has no heading #other'],
    ['a path that does not exist', '`libs/none.ts`', 'README.md: libs/none.ts does not exist'],
    ['a command that does not exist', '`npm run nothing`', 'README.md: package.json has no script nothing'],
  ])('are faulty with %s', (_what, text, fault) => {
    put('README.md', text);
    expect(faultsOfDocuments(root)).toEqual([fault]);
  });

  it('are faulty with a decision that nothing enforces', () => {
    put('docs/adr/0001-one.md', DECISION.replace('`libs/a.ts`', ''));
    put('docs/adr/0002-two.md', DECISION.replace('## Enforced by', '## Remarks'));
    expect(faultsOfDocuments(root)).toEqual([
      'docs/adr/0001-one.md: names nothing that enforces the decision',
      'docs/adr/0002-two.md: must end with the sections Context, Decision, Consequences, Enforced by',
      'docs/adr/0002-two.md: names nothing that enforces the decision',
    ]);
  });

  it('of packages and of the build are not looked at', () => {
    for (const folder of ['node_modules/x', 'dist']) put(`${folder}/README.md`, '[x](none.md)');
    expect(faultsOfDocuments(root)).toEqual([]);
  });
});
