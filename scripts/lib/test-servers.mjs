import { accessSync, constants } from 'node:fs';
import path from 'node:path';
import { KafkaServer, kafkaJars } from './test-servers-kafka.mjs';
import { startRedis } from './test-servers-redis.mjs';

/**
 * Real servers for the integration specs: started where they can be had and no address is given from outside.
 * KAFKA_JARS names the jars of Kafka, for specs that stop and start a broker of their own.
 */
const SERVERS = [
  {
    name: 'Redis',
    programs: ['redis-server'],
    offers: ['REDIS_URL'],
    start: async () => {
      const { url, stop } = await startRedis();
      return { env: { REDIS_URL: url }, stop };
    },
  },
  {
    name: 'Kafka',
    programs: ['java', 'mvn'],
    offers: ['KAFKA_BROKERS', 'KAFKA_JARS'],
    start: async (say) => {
      const jars = await kafkaJars(say);
      const server = await KafkaServer.create(jars);
      return { env: { KAFKA_BROKERS: server.brokers, KAFKA_JARS: jars }, stop: () => server.remove() };
    },
  },
];

/**
 * Starts what offers the wanted variables that `env` does not have.
 * Returns {env, reasons: variable -> why it cannot be had, stop()}; `stop` resolves once all of them are gone.
 */
export async function startTestServers(wanted, { env = process.env, say = () => {}, servers = SERVERS } = {}) {
  const running = [];
  const reasons = new Map();
  const offered = {};
  for (const server of servers) {
    const missing = server.offers.filter((name) => wanted.has(name) && !env[name]);
    if (missing.length === 0) continue;
    try {
      const started = await startOne(server, env, say);
      running.push(started);
      // What was given from outside stays as it is.
      for (const [name, value] of Object.entries(started.env)) offered[name] = env[name] || value;
    } catch (error) {
      for (const name of missing) reasons.set(name, error.message);
    }
  }
  const stop = async () => {
    await Promise.all(running.map((server) => server.stop()));
  };
  return { env: offered, reasons, stop };
}

async function startOne({ name, programs, start }, env, say) {
  const absent = programs.filter((program) => !isOnPath(program, env.PATH));
  if (absent.length > 0) throw new Error(`${absent.join(' and ')} not found`);
  const began = Date.now();
  const started = await start(say);
  say(`${name} started in ${((Date.now() - began) / 1000).toFixed(1)} s`);
  return started;
}

function isOnPath(program, searched = '') {
  return searched.split(path.delimiter).some((folder) => {
    try {
      accessSync(path.join(folder, program), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}
