import { declaredAreas } from '../docs/declared-areas';
import { OVERLAYS, checkDeployment } from './check-deployment';
import { readCodeFacts } from './code/code-facts';
import { filesBelow } from './files/files';
import { type Finding, lineOf } from './finding';
import { Kustomize } from './kustomize/build';
import { builtByKubectl, differences } from './kustomize/kubectl';
import { promtoolFindings } from './monitoring/promtool';
import { madeUpSecretNames } from './secret-names';

const skipped = (what: string): void => void process.stdout.write(`skipped: ${what}\n`);

/** Our reading of the overlays against that of kubectl. */
async function comparedWithKubectl(root: string): Promise<Finding[]> {
  const kustomize = new Kustomize(filesBelow(root));
  const built = await Promise.all(OVERLAYS.map((folder) => builtByKubectl(root, folder)));
  if (built.includes(undefined)) skipped('kubectl is not installed; the overlays were built by our own reading alone');
  return OVERLAYS.flatMap((folder, index) => {
    const theirs = built[index];
    return theirs ? differences(folder, kustomize.build(folder), theirs) : [];
  });
}

async function main(root: string): Promise<void> {
  const files = filesBelow(root);
  const [secrets, areas] = await Promise.all([madeUpSecretNames(root), declaredAreas()]);
  const found = checkDeployment(files, readCodeFacts(files, areas), secrets);
  const isReadable = !found.some(({ rule }) => rule === 'unreadable');
  const [kubectl, promtool] = await Promise.all([isReadable ? comparedWithKubectl(root) : [], promtoolFindings(root)]);
  if (!promtool) skipped('promtool is not installed; its check of configuration and rules was not run');
  const lines = new Set([...found, ...kubectl, ...(promtool ?? [])].map(lineOf));
  for (const line of lines) process.stderr.write(`${line}\n`);
  process.exitCode = lines.size === 0 ? 0 : 1;
}

void main(process.cwd());
