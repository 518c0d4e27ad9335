import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const SPEC_ROOTS = ['apps', 'libs', 'tools', 'evals'];
const SERVERS = ['DATABASE_URL', 'KAFKA_BROKERS', 'KAFKA_JARS', 'QDRANT_URL', 'REDIS_URL'];

/** No package registry offers these servers: their specs run where an address is given, and are missed nowhere else. */
const GIVEN_ONLY = new Set(['QDRANT_URL']);

/** The layers of jest tests, by the names of their files. */
export const LAYERS = [
  { name: 'unit and contract', suffix: '.spec.ts' },
  { name: 'end-to-end (embedded)', suffix: '.e2e-spec.ts', needsBuild: true },
  { name: 'integration (real servers)', suffix: '.int-spec.ts', needsBuild: true, needsServers: true },
];

export function specsOf(root, suffix) {
  return SPEC_ROOTS.filter((folder) => existsSync(path.join(root, folder)))
    .flatMap((folder) =>
      readdirSync(path.join(root, folder), { recursive: true }).map((name) => path.join(folder, String(name))),
    )
    .filter((file) => file.endsWith(suffix) && !/(^|\/)(node_modules|dist)\/|^apps\/dashboard\//.test(file))
    .sort();
}

/** The address variables that spec files name: a spec needs those servers. */
export function serversOf(root, files) {
  return new Set(files.flatMap((file) => needsOf(root, file)));
}

/**
 * Which integration specs can run here. A spec needs the servers whose address variables it names (`REDIS_URL`, ...).
 * Returns {runnable: [file], skipped: [{file, lacks: [variable]}]}.
 */
export function divideByServers(root, files, env) {
  const judged = files.map((file) => ({ file, lacks: needsOf(root, file).filter((name) => !env[name]) }));
  return {
    runnable: judged.filter(({ lacks }) => lacks.length === 0).map(({ file }) => file),
    skipped: judged.filter(({ lacks }) => lacks.length > 0),
  };
}

/** Whether a spec was left out only because of a server that cannot be installed. */
export const isExcused = ({ lacks }) => lacks.every((name) => GIVEN_ONLY.has(name));

function needsOf(root, file) {
  const text = readFileSync(path.join(root, file), 'utf8');
  return SERVERS.filter((name) => new RegExp(`\\b${name}\\b`).test(text));
}

/** The spec files that the arguments for jest leave over: plain words are patterns of paths, except after `-t`. */
export function chosenSpecs(files, args) {
  const patterns = args.filter(
    (word, n) => !word.startsWith('-') && !/^(-t|--testNamePattern)$/.test(args[n - 1] ?? ''),
  );
  return patterns.length === 0 ? files : files.filter((file) => patterns.some((word) => new RegExp(word).test(file)));
}

export const NOTHING = { passed: 0, failed: 0, skipped: 0 };

export const sum = (counts) =>
  counts.reduce(
    (total, { passed, failed, skipped }) => ({
      passed: total.passed + passed,
      failed: total.failed + failed,
      skipped: total.skipped + skipped,
    }),
    NOTHING,
  );

/** Counts of a jest report; a file that could not even be loaded is a failure, as is a bad end with no failed test. */
export function countsOfJest(report, code) {
  if (!report) return { passed: 0, failed: 1, skipped: 0 };
  const failed = report.numFailedTests + report.numRuntimeErrorTestSuites;
  return {
    passed: report.numPassedTests,
    failed: failed === 0 && code !== 0 ? 1 : failed,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

/** Counts of the closing lines of node's test runner. */
export function countsOfNode(output, code) {
  const count = (word) => Number(new RegExp(`^(?:#|ℹ) ${word} (\\d+)$`, 'm').exec(output)?.[1] ?? 0);
  const failed = count('fail') + count('cancelled');
  return {
    passed: count('pass'),
    failed: failed === 0 && code !== 0 ? 1 : failed,
    skipped: count('skipped') + count('todo'),
  };
}
