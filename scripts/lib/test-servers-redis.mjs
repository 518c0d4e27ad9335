import { spawn } from 'node:child_process';
import { connect } from 'node:net';
import { freePort } from './free-port.mjs';
import { waitFor } from './wait.mjs';

const READY_MS = 15_000;

/**
 * A Redis of its own; it keeps what was written when it has a `folder`, else it lives in memory only.
 * Returns {url, port, pid, stop(), kill()}. Throws an Error that says why there is none.
 */
export async function startRedis({ port: wished, folder } = {}) {
  const port = wished ?? (await freePort());
  const kept = folder === undefined ? ['--appendonly', 'no'] : ['--appendonly', 'yes', '--dir', folder];
  const args = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', ...kept];
  const child = spawn('redis-server', args, { stdio: 'ignore' });
  let failure;
  child.once('error', (error) => (failure = error.message)).once('exit', (code) => (failure ??= `it ended (${code})`));
  const ready = await waitFor(() => failure || answers(port), READY_MS);
  const stop = () => end(child, 'SIGTERM');
  const kill = () => end(child, 'SIGKILL');
  if (failure === undefined && ready) return { url: `redis://127.0.0.1:${port}`, port, pid: child.pid, stop, kill };
  await stop();
  throw new Error(`redis-server does not start: ${failure ?? 'no answer'}`);
}

async function end(child, signal) {
  if (!child.pid || child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill(signal);
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
