/** Lets `node -r` run the sources as they are, for tests that need a process of their own. */
const { readFileSync } = require('node:fs');
const Module = require('node:module');
const path = require('node:path');
const { transformSync } = require('@swc/core');

const ROOT = path.resolve(__dirname, '../../..');
const jsc = {
  target: 'es2022',
  parser: { syntax: 'typescript', decorators: true },
  transform: { legacyDecorator: true, decoratorMetadata: true },
  keepClassNames: true,
};

const resolve = Module._resolveFilename;
Module._resolveFilename = function resolveOwn(request, ...rest) {
  const library = /^@mesh\/([^/]+)$/.exec(request)?.[1];
  return resolve.call(this, library ? path.join(ROOT, 'libs', library, 'src/index.ts') : request, ...rest);
};

Module._extensions['.ts'] = (module, filename) => {
  const options = { filename, jsc, module: { type: 'commonjs', ignoreDynamic: true }, sourceMaps: 'inline' };
  module._compile(transformSync(readFileSync(filename, 'utf8'), options).code, filename);
};
