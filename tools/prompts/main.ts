import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { PromptLibrary } from '@mesh/agents';
import { ModelHandover } from '../../apps/escalation/src/prepare-handover/model-handover';
import { ModelFindings } from '../../apps/quality/src/review-draft/model-findings';
import { ModelEvidence } from '../../apps/research/src/find-evidence/model-evidence';
import { ModelDraft } from '../../apps/solution/src/draft-reply/model-draft';
import { ModelClassification } from '../../apps/triage/src/classify-ticket/model-classification';
import { type AnswerSchemas, type ReleasedPrompts, faultsOfPrompts, hashesOf } from './check-prompts';

const FOLDER = path.join(process.cwd(), 'prompts');
const RELEASED = path.join(FOLDER, 'released.json');
const SCHEMAS: AnswerSchemas = {
  research: ModelEvidence,
  triage: ModelClassification,
  solution: ModelDraft,
  quality: ModelFindings,
  escalation: ModelHandover,
};

/** `check`: exit code 1 and every fault. `release`: from now on the texts of today stay as they are. */
function main(task: string | undefined): void {
  const library = new PromptLibrary(FOLDER);
  if (task === 'release') {
    return writeFileSync(RELEASED, `${JSON.stringify(hashesOf(library, Object.keys(SCHEMAS)), null, 2)}\n`);
  }
  const released = JSON.parse(readFileSync(RELEASED, 'utf8')) as ReleasedPrompts;
  const faults = faultsOfPrompts(library, SCHEMAS, released);
  for (const fault of faults) process.stderr.write(`prompts: ${fault}\n`);
  process.exitCode = faults.length === 0 ? 0 : 1;
}

main(process.argv[2]);
