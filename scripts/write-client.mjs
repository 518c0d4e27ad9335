#!/usr/bin/env node
/** `npm run client`: writes the OpenAPI document and the types of the client. */
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { ROOT } from './lib/project.mjs';

const node = (file, args, stdio) =>
  spawnSync(process.execPath, [path.join(ROOT, file), ...args], { cwd: ROOT, stdio }).status;

// Where the API has changed, whoever uses the client may not compile until it is written; the rest is emitted all the same.
node('node_modules/@nestjs/cli/bin/nest.js', ['build'], 'ignore');
process.exitCode = node('dist/tools/api-client/main.js', ['write'], 'inherit') ?? 1;
