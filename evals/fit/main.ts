import { parseArgs } from 'node:util';
import { DataDirectories } from '../framework/data-directory';
import { LocalKnowledge } from '../suites/knowledge/local-knowledge';
import { COLLECTIONS, TOGETHER, documentsOf } from '../suites/knowledge/retrieval-measures';
import { evidenceExamples } from './evidence-examples';
import { evidenceReport } from './evidence-report';
import { type RankingExample, rankingExamples } from './ranking-examples';
import { rankingReport } from './ranking-report';

const USAGE = `npm run answers:fit -- --part ranking|evidence --data DIR

Fits the constants of libs/text/src/answer to the kb-*.jsonl and queries-*.jsonl of a directory, and says how well they do
on questions that they were not fitted to (five folds). First the ranking (rank-weights.ts); when its weights are in place,
the judgement of the evidence (evidence-weights.ts), which looks at the passages that are ranked first.`;

const OPTIONS = {
  part: { type: 'string' },
  data: { type: 'string' },
  help: { type: 'boolean', default: false },
} as const;

const progress = (line: string): void => void process.stderr.write(`${line}\n`);
const say = (text: string): void => void process.stdout.write(`${text}\n`);

async function main(): Promise<void> {
  const { part, data, help } = parseArgs({ options: OPTIONS }).values;
  if (help) return say(USAGE);
  if (data === undefined || (part !== 'ranking' && part !== 'evidence')) throw new Error(USAGE);
  const directories = new DataDirectories(data, data);
  say(part === 'ranking' ? await fitRankingOn(directories) : await fitEvidenceOn(directories));
}

async function fitRankingOn(directories: DataDirectories): Promise<string> {
  const examples: RankingExample[] = [];
  for (const name of COLLECTIONS) {
    progress(`ranking: searching ${name}`);
    examples.push(...(await rankingExamples(new LocalKnowledge(), directories, name)));
  }
  progress(`ranking: fitting to ${examples.length} questions`);
  return rankingReport(examples, directories);
}

async function fitEvidenceOn(directories: DataDirectories): Promise<string> {
  const knowledge = new LocalKnowledge();
  await knowledge.know(
    TOGETHER,
    COLLECTIONS.flatMap((name) => documentsOf(directories, name)),
  );
  progress('evidence: searching');
  const examples = await evidenceExamples(knowledge, directories);
  progress(`evidence: fitting to ${examples.length} questions`);
  return evidenceReport(examples);
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
