import type { CodeFacts } from './code/code-facts';
import { composeProcesses } from './compose/compose-processes';
import { type ComposeStack, composeFiles, composeStacks } from './compose/compose-stack';
import { budgetFindings, hardeningFindings, volumeFindings } from './compose/hardening';
import { networkFindings } from './compose/networks';
import { orderFindings } from './compose/order';
import { proxyFindings, serverFindings } from './compose/servers';
import type { Files } from './files/files';
import { documentIn } from './files/yaml';
import { type Finding, findings } from './finding';
import { imageFindings } from './image/image-checks';
import { checkOverlay } from './kubernetes/check-overlay';
import { Kustomize } from './kustomize/build';
import { monitoringFindings } from './monitoring/monitoring-checks';
import { processFindings } from './process-checks';
import { composeValidator, kubernetesValidator } from './schemas/validate';
import { type SecretNames, externalSecretNames, inKubernetes } from './secret-names';

export const OVERLAYS = ['k8s/overlays/local', 'k8s/overlays/production'];
const EXTERNAL_SECRETS = 'k8s/overlays/production/secrets.yaml';

/** Everything in which the deployment and the code disagree. Reads files alone. */
export function checkDeployment(files: Files, code: CodeFacts, secrets: SecretNames): Finding[] {
  return [
    ...attempt('compose', () => checkCompose(files, code, secrets)),
    ...OVERLAYS.flatMap((folder) => attempt(folder, () => checkFolder(folder, files, code, secrets))),
    ...attempt('monitoring', () => monitoringFindings(files, code)),
  ];
}

function checkCompose(files: Files, code: CodeFacts, secrets: SecretNames): Finding[] {
  const validate = composeValidator(files);
  const stacks = composeStacks(files);
  const processes = stacks.map((stack) => composeProcesses(stack, files, secrets));
  const [core = []] = processes;
  return [
    ...composeFiles().flatMap((file) => validate(file, documentIn(files, file))),
    ...stacks.flatMap((stack, index) => checkStack(stack, processes[index] ?? [], files, code)),
    ...proxyFindings(files, processes.at(-1) ?? []),
    ...imageFindings(files, core, code),
  ];
}

const checkStack = (
  stack: ComposeStack,
  processes: ReturnType<typeof composeProcesses>,
  files: Files,
  code: CodeFacts,
) => [
  ...hardeningFindings(stack),
  ...budgetFindings(stack),
  ...volumeFindings(stack),
  ...orderFindings(stack),
  ...networkFindings(stack, code),
  ...serverFindings(stack, processes, code),
  ...processes.flatMap((one) => processFindings(one, code, files)),
];

function checkFolder(folder: string, files: Files, code: CodeFacts, secrets: SecretNames): Finding[] {
  const overlay = { folder, resources: new Kustomize(files).build(folder) };
  const names = folder.endsWith('local') ? inKubernetes(secrets) : externalSecretNames(files, EXTERNAL_SECRETS);
  return checkOverlay(overlay, { files, code, secrets: names, validate: kubernetesValidator(files) });
}

/** A file that cannot even be read is a finding like any other. */
function attempt(where: string, check: () => Finding[]): Finding[] {
  try {
    return check();
  } catch (error) {
    return findings('unreadable', where, [error instanceof Error ? error.message : String(error)]);
  }
}
