import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { runSteps } from '../lib/run-steps.mjs';

const good = { code: 0, output: '', seconds: 0 };
const bad = { code: 1, output: 'the reason', seconds: 0 };

function recording(width) {
  const seen = [];
  const step = (name, result, after) => ({ name, after, run: async () => (seen.push(name), result) });
  const run = (steps) => runSteps(steps, { width, report: (name, { code }) => seen.push(`${name}=${code}`) });
  return { seen, step, run };
}

describe('the steps of a check', () => {
  test('run after those they need, whatever their place in the list', async () => {
    const { seen, step, run } = recording(2);
    assert.equal(await run([step('documents', good, ['build']), step('build', good)]), undefined);
    assert.deepEqual(seen, ['build', 'build=0', 'documents', 'documents=0']);
  });

  test('stop at the first failure, which is handed back with its words', async () => {
    const { seen, step, run } = recording(1);
    const failed = await run([step('lint', bad), step('build', good)]);
    assert.deepEqual([failed.name, failed.output], ['lint', 'the reason']);
    assert.deepEqual(seen, ['lint', 'lint=1']);
  });

  test('end those that still run when another has failed', async () => {
    const { step, run } = recording(2);
    const slow = {
      name: 'slow',
      run: (signal) => new Promise((resolve) => signal.addEventListener('abort', () => resolve(bad))),
    };
    assert.equal((await run([slow, step('lint', bad)])).name, 'lint');
  });

  test('do not wait for a step that this repository does not have', async () => {
    const { step, run } = recording(1);
    assert.equal(await run([step('documents', good, ['absent'])]), undefined);
  });
});
