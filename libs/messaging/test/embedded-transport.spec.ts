import { WorkerDatabase } from '@mesh/persistence';
import { CrashPoints } from '../src/crash-points';
import { InboxReceiver } from '../src/inbox/receiver';
import { EmbeddedTransport } from '../src/transport/embedded-transport';
import { transportContract } from './transport.contract';
import { ALL_WALLS } from '../src/test-switches';

transportContract('embedded', {
  make: (service, database, crash) => new EmbeddedTransport(service, database, { walls: ALL_WALLS, crash }),
  publish: async (database, batch) => {
    const worker = await WorkerDatabase.open(`${database.urls.worker}?application_name=publisher`, 2, 'test');
    const transport = new EmbeddedTransport('supervisor', worker, {
      walls: ALL_WALLS,
      crash: new CrashPoints(),
    });
    await transport.publish(batch);
    await worker.close();
  },
  inject: async (database, service, headers, value) => {
    const worker = await WorkerDatabase.open(`${database.urls.worker}?application_name=injector`, 2, 'test');
    const origin = { topic: 'test', partition: 0, offset: '0' };
    await new InboxReceiver(worker, service).receiveRaw([{ headers, value, origin }]);
    await worker.close();
  },
});
