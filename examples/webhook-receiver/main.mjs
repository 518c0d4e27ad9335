#!/usr/bin/env node
/** Takes what the mesh posts to a webhook and prints it, each delivery once. The secret comes from WEBHOOK_SECRET. */
import { createServer } from 'node:http';
import { parseArgs } from 'node:util';
import { isGenuine } from './is-genuine.mjs';

const MOST_BYTES = 1_000_000;

const { values } = parseArgs({ options: { port: { type: 'string', default: '9099' } } });
const secret = process.env.WEBHOOK_SECRET;
if (!secret) {
  console.error('WEBHOOK_SECRET is needed: the secret that was shown when the webhook was made');
  process.exit(2);
}

/** A delivery comes again when its answer was lost. */
const seen = new Set();

async function textOf(request) {
  const parts = [];
  let bytes = 0;
  for await (const part of request) {
    bytes += part.length;
    if (bytes > MOST_BYTES) return undefined;
    parts.push(part);
  }
  return Buffer.concat(parts).toString();
}

async function statusFor(request) {
  const body = await textOf(request);
  if (body === undefined) return 413;
  if (!isGenuine({ 'webhook-signature': '', ...request.headers }, body, secret)) return 401;
  const id = request.headers['webhook-id'];
  if (!seen.has(id)) {
    seen.add(id);
    const { type, timestamp, data } = JSON.parse(body);
    console.log(`${timestamp}  ${type.padEnd(20)} ticket ${data.ticketId ?? '-'}  fact ${data.sequence ?? '-'}`);
  }
  return 204;
}

const server = createServer((request, response) => {
  statusFor(request).then(
    (status) => response.writeHead(status).end(),
    // Whoever breaks off gets no answer; the mesh tries again.
    () => response.destroy(),
  );
});
server.listen(Number(values.port), '127.0.0.1', () => console.log(`listening at http://127.0.0.1:${values.port}/`));
