import { SERVICES } from '@mesh/contracts';
import { topicsOf } from '@mesh/messaging';
import { METRICS } from '@mesh/observability';
import { pause } from '../../running-mesh/start-mesh';
import type { Fault, FaultContext } from '../fault';
import { untilWorkedOff } from '../load/capacity';
import { type TableHashes, businessHashes, differences } from '../rig/table-hashes';
import { must } from './observe';

const SETTLE_MS = 2_000;

/** Every group begins again at the first record: nothing is sent, no agent works, no business row changes. */
export class ReplayTopics implements Fault {
  readonly id = 'F27';
  readonly title = 'every topic is read again from its start';
  readonly minSeconds = 35;
  readonly fullSeconds = 60;
  private before: TableHashes = new Map();
  private after: TableHashes = new Map();
  private refused = 0;
  private worked = 0;

  async inject(context: FaultContext): Promise<void> {
    const { mesh, broker, load, tenants, database } = context;
    await load.hold();
    await untilWorkedOff(tenants, mesh.url);
    await broker.untilTakenIn(60_000);
    await pause(SETTLE_MS);
    await Promise.all(mesh.processes.map((process) => process.stop()));
    this.before = await businessHashes(database);
    for (const service of SERVICES) await broker.moveGroup(service, await broker.starts(topicsOf(service)));
    for (const process of mesh.processes) process.start();
    await mesh.untilReady();
    await broker.untilTakenIn(120_000);
    await untilWorkedOff(tenants, mesh.url);
    await pause(SETTLE_MS);
    this.after = await businessHashes(database);
    this.refused = await context.counters.sum(METRICS.eventsDeduplicated);
    this.worked =
      (await context.counters.sum(METRICS.agentAnswers)) + (await context.counters.sum(METRICS.outboundSends));
  }

  heal({ mesh, load }: FaultContext): Promise<void> {
    for (const process of mesh.processes) process.start();
    load.go();
    return mesh.untilReady();
  }

  evidence(): Promise<string> {
    must(this.refused > 0, 'records that came again');
    const changed = differences(this.before, this.after);
    must(changed.length === 0, `the same rows in every business table (changed: ${changed.join(', ')})`);
    must(this.worked === 0, `no agent at work and nothing sent (${this.worked})`);
    return Promise.resolve(`${this.refused} records came again, ${this.before.size} tables stayed as they were`);
  }
}
