import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startTestServers } from '../lib/test-servers.mjs';

const server = (offers, start, programs = []) => ({ name: offers[0], programs, offers, start });
const giving =
  (env, stopped = []) =>
  async () => ({ env, stop: async () => stopped.push(env) });

test('only servers that are wanted and not given from outside are started, and all of them are stopped', async () => {
  const stopped = [];
  const servers = [
    server(['A_URL'], giving({ A_URL: 'a' }, stopped)),
    server(['B_URL'], giving({ B_URL: 'b' }, stopped)),
    server(['C_URL'], giving({ C_URL: 'c' }, stopped)),
  ];
  const running = await startTestServers(new Set(['A_URL', 'B_URL']), { env: { B_URL: 'given' }, servers });
  assert.deepEqual(running.env, { A_URL: 'a' });
  await running.stop();
  assert.deepEqual(stopped, [{ A_URL: 'a' }]);
});

test('an address that is given outranks that of a server started for something else', async () => {
  const servers = [server(['A_URL', 'A_FOLDER'], giving({ A_URL: 'a', A_FOLDER: 'f' }))];
  const running = await startTestServers(new Set(['A_URL', 'A_FOLDER']), { env: { A_URL: 'given' }, servers });
  assert.deepEqual(running.env, { A_URL: 'given', A_FOLDER: 'f' });
});

test('a server that cannot be had is a reason, not a failure', async () => {
  const failing = async () => {
    throw new Error('no room');
  };
  const servers = [server(['A_URL'], failing), server(['B_URL'], giving({}), ['no-such-program'])];
  const running = await startTestServers(new Set(['A_URL', 'B_URL']), { env: { PATH: '' }, servers });
  assert.deepEqual(Object.fromEntries(running.reasons), { A_URL: 'no room', B_URL: 'no-such-program not found' });
  assert.deepEqual(running.env, {});
});
