import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, test } from 'node:test';
import { nodeComplaint } from '../lib/node-version.mjs';
import { buildIsStale, ensureBuilt, ensureInstalled, installIsStale } from '../lib/workspace.mjs';
import { privateFolder } from './support.mjs';

function put(root, name, text) {
  mkdirSync(path.dirname(path.join(root, name)), { recursive: true });
  writeFileSync(path.join(root, name), text);
}

/** A project whose "compiler" only leaves a file, so a build takes no time. */
function project(t) {
  const root = privateFolder(t);
  put(root, 'package.json', '{"name":"sample","version":"1.0.0"}');
  put(root, 'libs/kernel/src/index.ts', 'export const a = 1;');
  put(root, 'node_modules/@nestjs/cli/bin/nest.js', "require('fs').mkdirSync('dist',{recursive:true})");
  return root;
}

const builds = async (root) => {
  const said = [];
  await ensureBuilt((line) => said.push(line), root);
  return said.length;
};

describe('the build', () => {
  test('is done once, and again only when a source has other content', async (t) => {
    const root = project(t);
    assert.equal(buildIsStale(root), true);
    assert.equal(await builds(root), 1);
    assert.equal(await builds(root), 0);
    put(root, 'libs/kernel/src/index.ts', 'export const a = 1;');
    assert.equal(buildIsStale(root), false);
    put(root, 'libs/kernel/src/index.ts', 'export const a = 2;');
    assert.equal(await builds(root), 1);
  });

  test('is stale after a new, a renamed and a configuration file, but not after a test', async (t) => {
    const root = project(t);
    await builds(root);
    put(root, 'libs/kernel/src/index.spec.ts', 'test');
    put(root, 'libs/kernel/test/index.int-spec.ts', 'test');
    assert.equal(buildIsStale(root), false);
    for (const name of ['apps/triage/src/main.ts', 'tsconfig.build.json', 'nest-cli.json', 'package-lock.json']) {
      put(root, name, '{}');
      assert.equal(await builds(root), 1, name);
    }
  });

  test('that failed is tried again', async (t) => {
    const root = project(t);
    put(root, 'node_modules/@nestjs/cli/bin/nest.js', 'process.exit(2)');
    await assert.rejects(builds(root), /The build failed \(2\)/);
    assert.equal(buildIsStale(root), true);
  });
});

test('packages are installed once, and again when the lock file has changed', async (t) => {
  const root = privateFolder(t);
  put(root, 'package.json', '{"name":"sample","version":"1.0.0"}');
  const said = [];
  const install = () => ensureInstalled((line) => said.push(line), root);
  await install();
  await install();
  assert.equal(said.length, 1);
  put(root, 'package-lock.json', '{"name":"sample","version":"1.0.0","lockfileVersion":3,"packages":{}}');
  assert.equal(installIsStale(root), true);
  await install();
  assert.equal(said.length, 2);
});

test('an old Node is named together with the wanted one', () => {
  assert.match(nodeComplaint('20.18.3'), /needs Node 20\.19 .* Node 20\.18\.3/);
  assert.match(nodeComplaint('18.20.0'), /needs Node/);
  for (const good of ['20.19.0', '22.0.0', '24.1.0']) assert.equal(nodeComplaint(good), undefined);
});
