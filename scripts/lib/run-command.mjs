import { spawn } from 'node:child_process';
import { ROOT } from './project.mjs';

/**
 * Runs a command in the repository and collects what it prints. Resolves to {code, output, seconds}, whatever became of it.
 * `signal` ends it early.
 */
export function runCommand(command, args, { signal, env = {}, onText } = {}) {
  const started = Date.now();
  const child = spawn(command, args, {
    cwd: ROOT,
    env: { ...process.env, FORCE_COLOR: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    signal,
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text) => {
      output += text;
      onText?.(text);
    });
  }
  return new Promise((resolve) => {
    const done = (code) => resolve({ code, output, seconds: (Date.now() - started) / 1000 });
    child.once('error', (error) => {
      output += `${error.message}\n`;
      done(1);
    });
    child.once('close', (code) => done(code ?? 1));
  });
}
