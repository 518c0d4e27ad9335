import type { AgentSetup } from '@mesh/contracts';
import type { BuiltIn } from './agents.requests';

export interface SetupFault {
  readonly path: string;
  readonly message: string;
}

const among = (known: readonly string[]): string =>
  known.length === 0 ? 'there is none' : `must be one of ${known.join(', ')}`;

/** What a version names and the role does not have. */
export function setupFaults(setup: Omit<AgentSetup, 'version'>, builtIn: BuiltIn): SetupFault[] {
  const { promptVersion, model, maxOutputTokens, tools = [] } = setup;
  const { promptVersions, models } = builtIn;
  const faults: SetupFault[] = [];
  if (promptVersion !== undefined && !promptVersions.includes(promptVersion)) {
    faults.push({ path: 'promptVersion', message: among(promptVersions) });
  }
  if (model !== undefined && !models?.models.includes(model)) {
    faults.push({ path: 'model', message: among(models?.models ?? []) });
  }
  if (maxOutputTokens !== undefined && models && maxOutputTokens > models.maxOutputTokens) {
    faults.push({ path: 'maxOutputTokens', message: `must be at most ${models.maxOutputTokens}` });
  }
  for (const [index, tool] of tools.entries()) {
    if (!builtIn.tools.includes(tool)) faults.push({ path: `tools.${index}`, message: among(builtIn.tools) });
  }
  return faults;
}
