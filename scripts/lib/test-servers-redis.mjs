import { spawn } from 'node:child_process';
import { connect } from 'node:net';
import { freePort } from './free-port.mjs';
import { waitFor } from './wait.mjs';

const READY_MS = 15_000;

/** A Redis of its own, in memory only. Returns {url, stop()}. Throws an Error that says why there is none. */
export async function startRedis() {
  const port = await freePort();
  const args = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'];
  const child = spawn('redis-server', args, { stdio: 'ignore' });
  let failure;
  child.once('error', (error) => (failure = error.message)).once('exit', (code) => (failure ??= `it ended (${code})`));
  const ready = await waitFor(() => failure || answers(port), READY_MS);
  const stop = () => end(child);
  if (failure === undefined && ready) return { url: `redis://127.0.0.1:${port}`, stop };
  await stop();
  throw new Error(`redis-server does not start: ${failure ?? 'no answer'}`);
}

async function end(child) {
  if (!child.pid || child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  await gone;
}

function answers(port) {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1' }, () => socket.write('PING\r\n'));
    socket.once('data', (data) => {
      resolve(String(data).startsWith('+PONG'));
      socket.destroy();
    });
    socket.once('error', () => resolve(false));
  });
}
