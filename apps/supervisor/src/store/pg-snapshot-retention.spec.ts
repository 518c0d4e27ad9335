import { type RunningTestService, messageFrom, testService } from '@mesh/testing';
import { startTurn } from '../../test/ticket-run';
import { supervisor } from '../supervisor.service';
import { PgSnapshotRetention } from './pg-snapshot-retention';

describe('the history of a workflow', () => {
  let service: RunningTestService;
  beforeEach(async () => {
    service = await testService(supervisor).start();
    await service.deliver(messageFrom(startTurn(1, 'created')));
    await service.deliver(messageFrom(startTurn(2, 'message')));
  });
  afterEach(() => service.stop());

  const versions = async () =>
    (
      await service.database.query<{ version: number }>('SELECT version FROM supervisor.snapshots ORDER BY version')
    ).map(({ version }) => version);
  const age = (days: number) =>
    service.database.query("UPDATE supervisor.snapshots SET at = now() - $1 * interval '1 day'", [days]);
  const sweep = () => service.app.get(PgSnapshotRetention, { strict: false }).sweep();

  it('is cleared away when it is old, for every tenant, except for the state that counts', async () => {
    const before = await versions();
    await age(100);
    expect(await sweep()).toBe(before.length - 1);
    expect(await versions()).toEqual(before.slice(-1));
    expect(await sweep()).toBe(0);
  });

  it('stays as long as it is young', async () => {
    const before = await versions();
    await age(80);
    expect(await sweep()).toBe(0);
    expect(await versions()).toEqual(before);
  });
});
