import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, test } from 'node:test';
import { ROOT } from '../lib/project.mjs';

const make = (target) => {
  const { status, stdout } = spawnSync(process.execPath, [path.join(ROOT, 'deploy/make-secrets.mjs'), target]);
  return { status, output: stdout.toString() };
};

describe('the secrets of an installation', () => {
  test('are made up once and kept', () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'mesh-secrets-'));
    const read = (name) => readFileSync(path.join(folder, name), 'utf8');
    try {
      assert.equal(make(folder).status, 0);
      const before = read('mesh/DATABASE_API_URL');
      assert.match(before, /^postgres:\/\/mesh_api:[\w-]{43}@postgres:5432\/mesh$/);
      assert.ok(
        before.includes(read('prepare/DATABASE_API_PASSWORD')),
        'the role has the password that the service uses',
      );
      assert.ok(read('cache/REDIS_URL').includes(read('redis/password')));
      assert.ok(read('qdrant/config.yaml').includes(read('index/QDRANT_API_KEY')));
      make(folder);
      assert.equal(read('mesh/DATABASE_API_URL'), before);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  test('are never the same twice', () => {
    assert.notEqual(make('--kubernetes').output, make('--kubernetes').output);
  });

  test('reach in Kubernetes the namespace of those that need them', () => {
    const { items } = JSON.parse(make('--kubernetes').output);
    const namesIn = (namespace) =>
      items.flatMap(({ metadata }) => (metadata.namespace === namespace ? [metadata.name] : []));
    assert.deepEqual(namesIn('support-mesh-data'), ['postgres', 'redis', 'qdrant']);
    assert.ok(namesIn('support-mesh').includes('mesh-prepare'));
  });
});
