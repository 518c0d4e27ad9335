import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lockFaults, missingOptionals } from '../lib/lock-file.mjs';

const packages = {
  '': { name: 'sample' },
  'node_modules/fast': {
    version: '1.2.0',
    dev: true,
    optionalDependencies: { 'fast-linux-x64-gnu': '1.2.0', '@fast/darwin-arm64': '^1.2.0', 'fast-extra': '1.0.0' },
  },
  'node_modules/fast-linux-x64-gnu': { version: '1.2.0' },
  'node_modules/range': { version: '2.0.0', optionalDependencies: { 'range-win32-x64': '>=1 <3' } },
};

test('the lock file gets what the registry did not serve: one entry, bound to its system', () => {
  const entry = { version: '1.2.0', optional: true, dev: true, os: ['darwin'], cpu: ['arm64'] };
  assert.deepEqual([...missingOptionals(packages)], [['node_modules/@fast/darwin-arm64', entry]]);
});

test('an optional package nested in its owner is not missing', () => {
  const nested = { ...packages, 'node_modules/fast/node_modules/@fast/darwin-arm64': { version: '1.2.0' } };
  assert.equal(missingOptionals(nested).size, 0);
});

test('a lock file with a registry host, with gaps, or with an ESM @nestjs package is faulty; a clean one is not', () => {
  const host = { packages: { 'node_modules/a': { resolved: 'https://registry.example/a.tgz' } } };
  const esm = [['node_modules/@nestjs/core', { version: '12.0.0', type: 'module' }]];
  assert.match(lockFaults(JSON.stringify(host, null, 2), []).join(), /registry host/);
  assert.match(lockFaults(JSON.stringify({ packages }), []).join(), /lacks 1 optional/);
  assert.match(lockFaults('{"packages":{}}', esm).join(), /ES module/);
  assert.deepEqual(lockFaults('{"packages":{}}', [['node_modules/@nestjs/core', { version: '11.0.0' }]]), []);
});
