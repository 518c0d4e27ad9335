import { Injectable, Module, type OnModuleInit, type Provider } from '@nestjs/common';
import { type ServiceDefinition, defineService } from '@mesh/bootstrap';
import { ConfigSource } from '@mesh/config';
import type { ServiceName } from '@mesh/contracts';
import { TerminalError } from '@mesh/kernel';
import { MessagingModule, messagingMigrations } from '@mesh/messaging';
import { Logger } from '@mesh/observability';
import { type TestDatabase, testDatabase } from '@mesh/testing';
import { Mesh } from './mesh';

/** A service that no longer gets on with its work. */
@Injectable()
class Standstill {
  readonly healthName = 'work';
  checkHealth = (): Promise<void> => Promise.resolve();
  checkAlive(): void {
    throw new TerminalError('WORK_STANDS_STILL', 'nothing moves');
  }
}

@Injectable()
class Refusal implements OnModuleInit {
  onModuleInit(): never {
    throw new TerminalError('WILL_NOT_START', 'this one never starts');
  }
}

function emptyService(name: ServiceName, ...providers: Provider[]): ServiceDefinition {
  @Module({ imports: [MessagingModule.forService(name)], providers })
  class EmptyModule {}
  return defineService({ name, module: EmptyModule, migrations: messagingMigrations(name) });
}

describe('several services in one process', () => {
  const names = ['gateway', 'triage', 'quality'] as const;
  let database: TestDatabase;
  let source: ConfigSource;
  beforeAll(async () => {
    database = await testDatabase(names.map((name) => ({ schema: name, migrations: emptyService(name).migrations })));
    source = new ConfigSource({
      DATABASE_API_URL: database.urls.api,
      DATABASE_WORKER_URL: database.urls.worker,
      MANAGEMENT_PORT: '0',
    });
  });
  afterAll(() => database.drop());

  const openConnections = async (): Promise<number> => {
    const rows = await database.query(
      `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND usename LIKE 'mesh_%'`,
    );
    return rows.length;
  };

  it('are ready together, and one door speaks for all of them', async () => {
    const services = names.map((name) => emptyService(name));
    const mesh = await Mesh.start({ services, source, loggerOf: () => Logger.silent() });
    const [door] = await mesh.listen();
    const response = await fetch(`http://127.0.0.1:${door?.port}/health/ready`);
    const metrics = await (await fetch(`http://127.0.0.1:${door?.port}/metrics`)).text();
    await mesh.stop();
    expect(await response.json()).toMatchObject({
      status: 'ok',
      services: { gateway: 'ready', triage: 'ready', quality: 'ready' },
    });
    expect(metrics).toContain('service="quality"');
    expect(metrics.match(/# TYPE mesh_commit_group_size /g)).toHaveLength(1);
  });

  it('live together: one that stands still speaks for the process', async () => {
    const services = [emptyService('gateway'), emptyService('triage', Standstill)];
    const mesh = await Mesh.start({ services, source, loggerOf: () => Logger.silent() });
    const [door] = await mesh.listen();
    const response = await fetch(`http://127.0.0.1:${door?.port}/health/live`);
    await mesh.stop();
    expect(response.status).toBe(503);
    expect(await response.json()).toMatchObject({ services: { triage: { work: { code: 'WORK_STANDS_STILL' } } } });
  });

  it('leave nothing behind when one of them cannot start', async () => {
    const services = [emptyService('gateway'), emptyService('triage', Refusal), emptyService('quality')];
    const start = Mesh.start({ services, source, loggerOf: () => Logger.silent() });
    await expect(start).rejects.toMatchObject({ code: 'WILL_NOT_START' });
    expect(await openConnections()).toBe(0);
  });
});
