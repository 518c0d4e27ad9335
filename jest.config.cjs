const { existsSync } = require('node:fs');
const path = require('node:path');

const swc = {
  jsc: {
    target: 'es2022',
    parser: { syntax: 'typescript', decorators: true },
    transform: { legacyDecorator: true, decoratorMetadata: true },
    keepClassNames: true,
  },
  module: { type: 'commonjs' },
};

/** ESM-only packages that jest cannot load as they are; swc turns them into CommonJS. */
const esmOnly = ['uuid', 'jose'];

module.exports = {
  testEnvironment: 'node',
  setupFiles: ['<rootDir>/libs/testing/src/openapi/validate-responses.ts'],
  globalSetup: '<rootDir>/scripts/jest/global-setup.cjs',
  globalTeardown: '<rootDir>/scripts/jest/global-teardown.cjs',
  maxWorkers: 2,
  // No test is about speed; this only ends what hangs, on a busy machine too.
  testTimeout: 30_000,
  rootDir: '.',
  roots: ['apps', 'libs', 'tools', 'evals'].map((name) => path.join(__dirname, name)).filter(existsSync),
  testPathIgnorePatterns: ['/node_modules/', '/dist/', '/apps/dashboard/'],
  moduleFileExtensions: ['js', 'json', 'ts'],
  testRegex: '\\.((int|e2e)-)?spec\\.ts$',
  transform: { '^.+\\.(ts|mjs|js)$': ['@swc/jest', swc] },
  transformIgnorePatterns: [`/node_modules/(?!(${esmOnly.join('|')})/)`],
  moduleNameMapper: { '^@mesh/([^/]+)$': '<rootDir>/libs/$1/src' },
};
