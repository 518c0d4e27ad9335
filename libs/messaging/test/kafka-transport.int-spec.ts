import { commandTopicOf } from '@mesh/contracts';
import { WorkerDatabase } from '@mesh/persistence';
import { CrashPoints } from '../src/crash-points';
import { KafkaBench } from './kafka-bench';
import { transportContract } from './transport.contract';

// A replica that dies is missed by its group only after the session timeout.
jest.setTimeout(60_000);

const bench = new KafkaBench(process.env['KAFKA_BROKERS']);
afterEach(() => bench.clear());

transportContract('kafka', {
  make: (service, database, crash) => bench.transport(service, database, crash),
  publish: async (database, batch) => {
    const worker = await WorkerDatabase.open(`${database.urls.worker}?application_name=publisher`, 2, 'test');
    const transport = bench.transport('supervisor', worker, new CrashPoints());
    await bench.prepare(bench.prefixOf(database.urls.worker));
    await transport.publish(batch);
    await transport.close();
    await worker.close();
  },
  inject: async (database, service, headers, value) => {
    const prefix = bench.prefixOf(database.urls.worker);
    await bench.prepare(prefix);
    const producer = bench.client().producer({ allowAutoTopicCreation: false });
    await producer.connect();
    await producer.send({ topic: `${prefix}${commandTopicOf(service)}`, messages: [{ headers, value }] });
    await producer.disconnect();
  },
});
