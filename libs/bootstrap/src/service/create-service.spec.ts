import type { NestExpressApplication } from '@nestjs/platform-express';
import { Test } from '@nestjs/testing';
import { ConfigSource } from '@mesh/config';
import { Logger } from '@mesh/observability';
import { testDatabase } from '@mesh/testing';
import { SwitchableHealth, sampleService } from '../../test/sample-service';
import { createService } from './create-service';
import { ServiceRegistry } from './service-registry';

describe('a service that is built by a test', () => {
  it('is the whole service, with what the test put in the place of a provider', async () => {
    const database = await testDatabase([{ schema: sampleService.name, migrations: sampleService.migrations }]);
    const source = new ConfigSource({
      DATABASE_API_URL: database.urls.api,
      DATABASE_WORKER_URL: database.urls.worker,
    });
    const ill = { healthName: 'switch', checkHealth: () => Promise.reject(new Error('ill')) };
    const registry = new ServiceRegistry();
    const service = await createService(sampleService, {
      source,
      registry,
      logger: Logger.silent(),
      build: async (root) => {
        const builder = Test.createTestingModule({ imports: [root] });
        const module = await builder.overrideProvider(SwitchableHealth).useValue(ill).compile();
        return module.createNestApplication<NestExpressApplication>({ bodyParser: false, logger: false });
      },
    });
    expect(registry.all().map(({ name }) => name)).toEqual(['triage']);
    expect(await service.unhealthy()).toEqual(['switch']);
    await service.stop();
    await service.stop();
    expect(registry.all()).toEqual([]);
    await database.drop();
  });
});
