import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { anchorOf, mentionsIn } from './markdown';

const SKIPPED = new Set(['node_modules', 'dist', 'coverage', '.git', '.data', '.mesh', 'dashboard']);

interface Document {
  readonly file: string;
  readonly text: string;
}

/** Everything that the documents below a folder say and the repository does not hold, one line each. */
export function faultsOfDocuments(root: string): string[] {
  const documents = markdownFiles(root, '').map((file) => ({
    file,
    text: readFileSync(path.join(root, file), 'utf8'),
  }));
  const scripts = scriptsOf(root);
  return documents.flatMap((document) => [
    ...linkFaults(root, document),
    ...mentionsIn(document.text)
      .paths.filter((name) => !existsSync(path.join(root, name)))
      .map((name) => `${document.file}: ${name} does not exist`),
    ...mentionsIn(document.text)
      .scripts.filter((name) => !scripts.has(name))
      .map((name) => `${document.file}: package.json has no script ${name}`),
    ...decisionFaults(document),
  ]);
}

function markdownFiles(root: string, folder: string): string[] {
  return readdirSync(path.join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const name = path.join(folder, entry.name);
    if (entry.isDirectory()) return SKIPPED.has(entry.name) ? [] : markdownFiles(root, name);
    return entry.name.endsWith('.md') ? [name] : [];
  });
}

function scriptsOf(root: string): Set<string> {
  const manifest = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as { scripts: object };
  return new Set(Object.keys(manifest.scripts));
}

function linkFaults(root: string, { file, text }: Document): string[] {
  return mentionsIn(text).links.flatMap((link) => {
    const [target = '', anchor] = link.split('#');
    const name = target === '' ? file : path.join(path.dirname(file), target);
    if (!existsSync(path.join(root, name))) return [`${file}: the link ${link} leads nowhere`];
    if (anchor === undefined || !name.endsWith('.md')) return [];
    const anchors = mentionsIn(readFileSync(path.join(root, name), 'utf8')).headings.map(anchorOf);
    return anchors.includes(anchor) ? [] : [`${file}: ${name} has no heading #${anchor}`];
  });
}

const SECTIONS = ['Context', 'Decision', 'Consequences', 'Enforced by'];

/** A decision that nothing enforces is advice. */
function decisionFaults({ file, text }: Document): string[] {
  if (!/^docs\/adr\/\d{4}-.*\.md$/.test(file)) return [];
  const { headings } = mentionsIn(text);
  const inOrder = headings.slice(-SECTIONS.length).join() === SECTIONS.join();
  const ending = text.split('## Enforced by')[1] ?? '';
  return [
    ...(inOrder ? [] : [`${file}: must end with the sections ${SECTIONS.join(', ')}`]),
    ...(ending.trim() !== '' ? [] : [`${file}: names nothing that enforces the decision`]),
  ];
}
