import { parseArgs } from 'node:util';
import { isTrouble } from './behaviour';
import { ModelCounterpart } from './model-counterpart';

const DEFAULT_PORT = '4010';

/** `node dist/tools/model-counterpart/main.js [--port 4010] [--host 0.0.0.0] [--latency 200] [--trouble name --share 0.5] [--gullible]` */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      port: { type: 'string', default: DEFAULT_PORT },
      host: { type: 'string', default: '127.0.0.1' },
      latency: { type: 'string', default: '0' },
      trouble: { type: 'string' },
      share: { type: 'string', default: '1' },
      gullible: { type: 'boolean', default: false },
    },
  });
  const { trouble } = values;
  if (trouble !== undefined && !isTrouble(trouble)) throw new TypeError(`there is no trouble ${trouble}`);
  const counterpart = new ModelCounterpart();
  counterpart.standing = {
    latencyMs: Number(values.latency),
    gullible: values.gullible,
    ...(trouble ? { trouble, share: Number(values.share) } : {}),
  };
  await counterpart.start(Number(values.port), values.host);
  console.log(`OPENAI_BASE_URL=${counterpart.url}`);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void counterpart.stop());
}

void main();
