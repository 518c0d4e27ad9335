import { type RunningTestService, testService } from '@mesh/testing';
import { escalation } from '../escalation.service';
import { DEFAULT_QUEUES } from './default-queues';
import { QueueList } from './queue';
import { QueuesController } from './queues.controller';

const callerOf = (tenantId: string) => ({ tenantId, role: 'admin' as const, actorId: 'key-1', correlationId: 'c-1' });

describe('the queues of a tenant', () => {
  let service: RunningTestService;
  beforeAll(async () => {
    service = await testService(escalation).start();
  });
  afterAll(() => service.stop());

  it('are the shipped ones until it sets its own, which no other tenant sees', async () => {
    const controller = service.get(QueuesController);
    const mine = QueueList.parse({ items: [{ name: 'all', isDefault: true, targets: { high: 5 } }] });
    expect((await controller.read(callerOf('acme'))).items).toEqual(DEFAULT_QUEUES);
    await controller.write(callerOf('acme'), mine);
    expect(await controller.read(callerOf('acme'))).toEqual(mine);
    expect((await controller.read(callerOf('other'))).items).toEqual(DEFAULT_QUEUES);
  });
});
