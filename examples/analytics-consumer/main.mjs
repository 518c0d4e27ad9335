#!/usr/bin/env node
import { randomUUID } from 'node:crypto';
import { parseArgs } from 'node:util';
import { Kafka, logLevel } from 'kafkajs';
import { Funnel } from './funnel.mjs';
import { table } from './table.mjs';
import { InOrder, factOf } from './ticket-facts.mjs';

const PRINT_EVERY_MS = 5_000;

const { values } = parseArgs({
  options: {
    brokers: { type: 'string', default: process.env.KAFKA_BROKERS ?? '127.0.0.1:9092' },
    topic: { type: 'string', default: 'support.ticket.events.v1' },
    tenant: { type: 'string' },
    'until-end': { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
  },
});

const kafka = new Kafka({ clientId: 'analytics-example', brokers: values.brokers.split(','), logLevel: logLevel.WARN });
const funnel = new Funnel();
const facts = new InOrder((fact) => funnel.add(fact));

const print = () => {
  const totals = funnel.totals();
  process.stdout.write(values.json ? `${JSON.stringify(totals)}\n` : `${table(totals)}\n`);
};

/** The offset after the last record of each partition that holds any. */
async function endsOf(topic) {
  const admin = kafka.admin();
  await admin.connect();
  const offsets = await admin.fetchTopicOffsets(topic);
  await admin.disconnect();
  const filled = offsets.filter(({ low, high }) => BigInt(high) > BigInt(low));
  return new Map(filled.map(({ partition, high }) => [partition, BigInt(high)]));
}

/** Reads from the beginning; with `ends`, resolves when every partition was read up to there. */
async function read(ends) {
  // Counts live in memory only, so every run begins anew, in a group of its own that commits nothing.
  const consumer = kafka.consumer({ groupId: `analytics-example-${randomUUID()}`, maxWaitTimeInMs: 500 });
  await consumer.connect();
  await consumer.subscribe({ topic: values.topic, fromBeginning: true });
  await new Promise((resolve, reject) => {
    if (ends?.size === 0) resolve();
    consumer.on(consumer.events.CRASH, ({ payload }) => reject(payload.error));
    consumer
      .run({
        autoCommit: false,
        eachMessage: async ({ partition, message }) => {
          const fact = factOf(message);
          if (fact && (values.tenant === undefined || fact.tenantId === values.tenant)) facts.take(fact);
          if (ends && BigInt(message.offset) + 1n >= (ends.get(partition) ?? 0n)) ends.delete(partition);
          if (ends?.size === 0) resolve();
        },
      })
      .catch(reject);
  });
  await consumer.disconnect();
}

if (values['until-end']) {
  await read(await endsOf(values.topic));
  print();
} else {
  setInterval(print, PRINT_EVERY_MS).unref();
  await read(undefined);
}
