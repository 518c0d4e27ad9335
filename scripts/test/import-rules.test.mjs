import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { ROOT } from '../lib/project.mjs';
import { privateFolder } from './support.mjs';

const LIBS = [
  ...[
    'contracts',
    'kernel',
    'text',
    'config',
    'egress',
    'observability',
    'persistence',
    'messaging',
    'memory',
    'jobs',
    'llm',
    'mcp',
  ],
  ...['agents', 'bootstrap', 'client', 'testing'],
];
const PACKAGES = [
  ...[
    'kafkajs',
    '@nestjs/microservices',
    '@nestjs/common',
    'openai',
    '@modelcontextprotocol/sdk',
    'bull',
    '@nestjs/bull',
  ],
  ...['@qdrant/js-client-rest', 'prom-client', 'ioredis', 'pg', 'typeorm', 'zod'],
];

/** file, what it imports, the rule that it breaks */
const BROKEN = [
  ['libs/kernel/src/a.ts', '@mesh/config', 'direction-of-kernel'],
  ['libs/contracts/src/a.ts', '@mesh/kernel', 'direction-of-contracts'],
  ['libs/text/src/a.ts', '@mesh/contracts', 'direction-of-text'],
  ['libs/config/src/a.ts', '@mesh/observability', 'direction-of-config'],
  ['libs/egress/src/a.ts', '@mesh/config', 'direction-of-egress'],
  ['libs/observability/src/a.ts', '@mesh/persistence', 'direction-of-observability'],
  ['libs/persistence/src/a.ts', '@mesh/messaging', 'direction-of-persistence'],
  ['libs/messaging/src/a.ts', '@mesh/jobs', 'direction-of-messaging'],
  ['libs/memory/src/a.ts', '@mesh/llm', 'direction-of-memory'],
  ['libs/jobs/src/a.ts', '@mesh/memory', 'direction-of-jobs'],
  ['libs/llm/src/a.ts', '@mesh/mcp', 'direction-of-llm'],
  ['libs/mcp/src/a.ts', '@mesh/agents', 'direction-of-mcp'],
  ['libs/agents/src/a.ts', '@mesh/bootstrap', 'direction-of-agents'],
  ['libs/bootstrap/src/a.ts', '../../../apps/triage/src/triage.module', 'libraries-import-no-app'],
  ['libs/client/src/a.ts', '@mesh/kernel', 'client-stands-alone'],
  ['libs/agents/src/b.ts', '@mesh/client', 'direction-of-agents'],
  ['apps/gateway/src/a.ts', '../../triage/src/triage.module', 'apps-import-no-app'],
  ['apps/gateway/src/b.ts', '@mesh/testing', 'testing-only-from-tests'],
  ['apps/gateway/src/c.ts', './gateway.spec', 'nothing-imports-a-test'],
  ['apps/gateway/src/d.ts', '../../../libs/kernel/src/inner', 'one-door-from-apps'],
  ['libs/config/src/b.ts', '../../kernel/src/inner', 'one-door-from-another-library'],
  ['libs/config/src/c.ts', './index', 'never-your-own-index'],
  ['libs/config/src/d.ts', '@mesh/config', 'never-your-own-index'],
  ['libs/text/src/b.ts', './c', 'no-cycles'],
  ['libs/text/src/d.ts', './nowhere', 'everything-resolves'],
  ['libs/text/src/e.ts', 'no-such-package', 'everything-resolves'],
  ['libs/text/src/f.ts', 'undeclared', 'declared-packages-only'],
  ['libs/text/src/g.ts', 'for-tests', 'no-dev-packages-at-run-time'],
  ['apps/gateway/src/e.ts', 'kafkajs', 'home-of-kafka'],
  ['apps/gateway/src/f.ts', '@nestjs/microservices', 'home-of-microservices'],
  ['apps/gateway/src/g.ts', 'openai', 'home-of-openai'],
  ['apps/gateway/src/h.ts', '@modelcontextprotocol/sdk', 'home-of-mcp'],
  ['apps/gateway/src/i.ts', 'bull', 'home-of-bull'],
  ['apps/gateway/src/j.ts', '@nestjs/bull', 'home-of-bull'],
  ['apps/gateway/src/k.ts', '@qdrant/js-client-rest', 'home-of-qdrant'],
  ['apps/gateway/src/l.ts', 'prom-client', 'home-of-prometheus'],
  ['libs/memory/src/session-store.ts', 'ioredis', 'home-of-redis'],
  ['libs/messaging/src/inbox.ts', 'pg', 'home-of-postgres'],
  ['libs/messaging/src/outbox.ts', 'typeorm', 'home-of-postgres'],
];

/** file, what it may import */
const SOUND = [
  ['libs/config/src/sound.ts', '@mesh/kernel'],
  ['libs/bootstrap/src/sound.ts', '@mesh/agents'],
  ['libs/messaging/src/sound.ts', 'kafkajs'],
  ['libs/messaging/src/pg-inbox.ts', 'pg'],
  ['libs/memory/src/redis-session-store.ts', 'ioredis'],
  ['libs/kernel/src/sound.spec.ts', '@mesh/testing'],
  ['apps/gateway/test/sound.int-spec.ts', '@mesh/testing'],
  ['apps/gateway/src/main.ts', '@nestjs/microservices'],
  ['apps/gateway/migrations/0001-first.ts', 'typeorm'],
  ['apps/gateway/src/sound.ts', 'zod'],
  ['apps/standalone/src/main.ts', '../../triage/src/triage.module'],
  ['libs/testing/src/sound.ts', '@mesh/bootstrap'],
];

function sampleProject(t) {
  const root = privateFolder(t);
  const put = (name, text) => {
    mkdirSync(path.dirname(path.join(root, name)), { recursive: true });
    writeFileSync(path.join(root, name), text);
  };
  for (const name of ['.dependency-cruiser.cjs', 'tsconfig.json', 'tsconfig.base.json']) {
    copyFileSync(path.join(ROOT, name), path.join(root, name));
  }
  const versions = (names) => Object.fromEntries(names.map((name) => [name, '1.0.0']));
  put('package.json', JSON.stringify({ dependencies: versions(PACKAGES), devDependencies: versions(['for-tests']) }));
  for (const name of [...PACKAGES, 'for-tests', 'undeclared']) {
    put(`node_modules/${name}/package.json`, JSON.stringify({ name, version: '1.0.0', main: 'index.js' }));
    put(`node_modules/${name}/index.js`, 'exports.a = 1;');
  }
  for (const lib of LIBS) {
    put(`libs/${lib}/src/inner.ts`, 'export const a = 1;');
    put(`libs/${lib}/src/index.ts`, "export * from './inner';");
  }
  put('apps/triage/src/triage.module.ts', 'export const a = 1;');
  put('libs/text/src/c.ts', "export * from './b';");
  put('apps/gateway/src/gateway.spec.ts', 'export const a = 1;');
  for (const [file, imported] of [...BROKEN, ...SOUND])
    put(file, `import { a } from '${imported}';\nexport const b = a;`);
  return root;
}

test('every import that breaks a rule is named, and no sound one is', (t) => {
  const root = sampleProject(t);
  const bin = path.join(ROOT, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
  const args = [bin, '--config', '.dependency-cruiser.cjs', '--output-type', 'json', 'apps', 'libs'];
  const { stdout, stderr } = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8', maxBuffer: 1e8 });
  assert.match(stdout, /^\{/, stderr);
  const found = JSON.parse(stdout).summary.violations.map(({ from, rule }) => `${from} ${rule.name}`);
  assert.deepEqual([...new Set(found)].sort(), BROKEN.map(([file, , rule]) => `${file} ${rule}`).sort());
});
