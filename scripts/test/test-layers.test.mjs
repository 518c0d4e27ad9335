import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { chosenSpecs, countsOfJest, countsOfNode, divideByServers, serversOf, specsOf } from '../lib/test-layers.mjs';
import { privateFolder } from './support.mjs';

function put(root, name, text = '') {
  mkdirSync(path.dirname(path.join(root, name)), { recursive: true });
  writeFileSync(path.join(root, name), text);
}

test('each spec file belongs to one layer', (t) => {
  const root = privateFolder(t);
  for (const name of ['a.spec.ts', 'b.int-spec.ts', 'c.e2e-spec.ts', 'd.ts']) put(root, `libs/kernel/src/${name}`);
  assert.deepEqual(
    ['.spec.ts', '.int-spec.ts', '.e2e-spec.ts'].map((suffix) => specsOf(root, suffix)),
    [['libs/kernel/src/a.spec.ts'], ['libs/kernel/src/b.int-spec.ts'], ['libs/kernel/src/c.e2e-spec.ts']],
  );
});

test('an integration spec is skipped, with the variable it lacks, unless its servers are named', (t) => {
  const root = privateFolder(t);
  put(root, 'r.int-spec.ts', "serverAt('REDIS_URL')");
  put(root, 'k.int-spec.ts', "serverAt('KAFKA_BROKERS')");
  const divided = divideByServers(root, ['r.int-spec.ts', 'k.int-spec.ts'], { REDIS_URL: 'redis://127.0.0.1' });
  assert.deepEqual(divided, {
    runnable: ['r.int-spec.ts'],
    skipped: [{ file: 'k.int-spec.ts', lacks: ['KAFKA_BROKERS'] }],
  });
});

test('servers are wanted by the specs that are chosen, and by no others', (t) => {
  const root = privateFolder(t);
  put(root, 'libs/a/r.int-spec.ts', "serverAt('REDIS_URL')");
  put(root, 'libs/b/k.int-spec.ts', "serverAt('KAFKA_BROKERS')");
  const files = ['libs/a/r.int-spec.ts', 'libs/b/k.int-spec.ts'];
  assert.deepEqual(chosenSpecs(files, ['libs/b', '-t', 'libs/a']), ['libs/b/k.int-spec.ts']);
  assert.deepEqual(chosenSpecs(files, ['--silent']), files);
  assert.deepEqual([...serversOf(root, chosenSpecs(files, ['libs/b']))], ['KAFKA_BROKERS']);
});

test('a jest run that broke counts as a failure even where no single test failed', () => {
  const clean = {
    numPassedTests: 3,
    numFailedTests: 0,
    numRuntimeErrorTestSuites: 0,
    numPendingTests: 1,
    numTodoTests: 0,
  };
  assert.deepEqual(countsOfJest(clean, 0), { passed: 3, failed: 0, skipped: 1 });
  assert.equal(countsOfJest({ ...clean, numRuntimeErrorTestSuites: 1 }, 1).failed, 1);
  assert.equal(countsOfJest(clean, 1).failed, 1);
  assert.equal(countsOfJest(undefined, 1).failed, 1);
});

test("the closing lines of node's test runner are understood in both of its forms", () => {
  const closing = (mark) =>
    ['tests 5', 'pass 3', 'fail 1', 'cancelled 0', 'skipped 1', 'todo 0'].map((line) => `${mark} ${line}`).join('\n');
  for (const mark of ['#', 'ℹ']) assert.deepEqual(countsOfNode(closing(mark), 1), { passed: 3, failed: 1, skipped: 1 });
  assert.equal(countsOfNode('no such file', 1).failed, 1);
});
