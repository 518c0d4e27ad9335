import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const SPEC_ROOTS = ['apps', 'libs', 'tools'];
const SERVERS = ['DATABASE_URL', 'KAFKA_BROKERS', 'QDRANT_URL', 'REDIS_URL'];

/** The layers of jest tests, by the names of their files. */
export const LAYERS = [
  { name: 'unit and contract', suffix: '.spec.ts' },
  { name: 'end-to-end (embedded)', suffix: '.e2e-spec.ts', needsBuild: true },
  { name: 'integration (real servers)', suffix: '.int-spec.ts', needsServers: true },
];

export function specsOf(root, suffix) {
  return SPEC_ROOTS.filter((folder) => existsSync(path.join(root, folder)))
    .flatMap((folder) =>
      readdirSync(path.join(root, folder), { recursive: true }).map((name) => path.join(folder, String(name))),
    )
    .filter((file) => file.endsWith(suffix) && !/(^|\/)(node_modules|dist)\/|^apps\/dashboard\//.test(file))
    .sort();
}

/**
 * Which integration specs can run here. A spec needs the servers whose address variables it names (`REDIS_URL`, ...).
 * Returns {runnable: [file], skipped: [{file, lacks: [variable]}]}.
 */
export function divideByServers(root, files, env) {
  const needed = (file) => {
    const text = readFileSync(path.join(root, file), 'utf8');
    return SERVERS.filter((name) => text.includes(name));
  };
  const judged = files.map((file) => ({ file, lacks: needed(file).filter((name) => !env[name]) }));
  return {
    runnable: judged.filter(({ lacks }) => lacks.length === 0).map(({ file }) => file),
    skipped: judged.filter(({ lacks }) => lacks.length > 0),
  };
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
