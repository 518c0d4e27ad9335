import { ConfigSource } from '@mesh/config';
import { RetryableError } from '@mesh/kernel';
import { Logger } from '@mesh/observability';
import { testDatabase } from '@mesh/testing';
import { sampleService } from '../../test/sample-service';
import { ServiceProcess } from './service-process';

class FlakyModule {}

/** The sample service with a part that cannot be made the first times. */
function flakyService(faults: Error[]) {
  const make = (): string => {
    const fault = faults.shift();
    if (fault) throw fault;
    return 'made';
  };
  const providers = [{ provide: 'flaky', useFactory: make }];
  return { ...sampleService, module: { module: FlakyModule, imports: [sampleService.module], providers } };
}

describe('a service whose start fails although all it needs is there', () => {
  let database: Awaited<ReturnType<typeof testDatabase>>;
  beforeAll(async () => {
    database = await testDatabase([{ schema: sampleService.name, migrations: sampleService.migrations }]);
  });
  afterAll(() => database.drop());

  const processOf = (faults: Error[]) => {
    const { api, worker } = database.urls;
    const source = new ConfigSource({ DATABASE_API_URL: api, DATABASE_WORKER_URL: worker, MANAGEMENT_PORT: '0' });
    return new ServiceProcess(flakyService(faults), source, Logger.silent());
  };

  it('is started again when the fault says that it passes', async () => {
    const service = processOf([new RetryableError('DATABASE_UNAVAILABLE', 'too slow')]);
    const [management] = await service.start();
    const ready = await fetch(`http://127.0.0.1:${management?.port ?? 0}/health/ready`);
    expect(ready.status).toBe(200);
    await service.stop();
  });

  it('does not hide any other fault', async () => {
    const service = processOf([new TypeError('a fault of ours')]);
    await expect(service.start()).rejects.toThrow('a fault of ours');
    await service.stop();
  });
});
