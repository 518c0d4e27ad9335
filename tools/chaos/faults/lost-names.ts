import { pause } from '../../running-mesh/start-mesh';
import type { Fault, FaultContext } from '../fault';
import type { NamesRig } from '../rig/names-rig';
import { livesOf, must, mustHaveLivedOn } from './observe';

const FULL_MS = 60_000;
const EVERY_MS = 2_000;
const BACK_MS = 30_000;
const CONNECTIONS = `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename IN ('mesh_api', 'mesh_worker')`;

/** No name can be found while every connection breaks; then names are back, and the broker has another address. */
export class LostNames implements Fault {
  readonly id = 'F11';
  readonly title = 'no name of a server or service can be found; afterwards the broker is at another address';
  readonly needs = 'names';
  readonly minSeconds = 40;
  readonly fullSeconds = 120;
  private before: ReadonlyMap<string, number> = new Map();
  private unreadyMeanwhile = false;
  private backMs = 0;
  private callsAtOldAddress = 0;

  async inject(context: FaultContext): Promise<void> {
    const names = namesOf(context);
    this.before = livesOf(context);
    names.remove();
    const end = Date.now() + Math.min(FULL_MS, context.holdMs / 2);
    do {
      await cutAll(context);
      await pause(EVERY_MS);
    } while (Date.now() < end);
    this.unreadyMeanwhile = !(await allReady(context));
    names.restore();
    await this.untilBack(context);
    names.moveBroker();
    const before = names.callsAtFirstHome;
    await cutAll(context);
    await context.mesh.untilReady();
    await pause(context.holdMs / 4);
    await cutAll(context);
    await context.mesh.untilReady();
    await context.broker.untilTakenIn(60_000);
    this.callsAtOldAddress = names.callsAtFirstHome - before;
  }

  async heal(context: FaultContext): Promise<void> {
    namesOf(context).restore();
    await context.mesh.untilReady();
    await context.broker.untilTakenIn(60_000);
  }

  evidence(context: FaultContext): Promise<string> {
    must(this.unreadyMeanwhile, 'processes that are not ready while no name can be found');
    must(this.backMs <= BACK_MS, `readiness within 30 s (it took ${this.backMs} ms)`);
    must(this.callsAtOldAddress === 0, `no call to the old address (${this.callsAtOldAddress} were)`);
    mustHaveLivedOn(context, this.before);
    return Promise.resolve(
      `all ready ${(this.backMs / 1_000).toFixed(1)} s after the names were back; nobody asked at the broker's old address`,
    );
  }

  private async untilBack(context: FaultContext): Promise<void> {
    const since = Date.now();
    await context.mesh.untilReady();
    this.backMs = Date.now() - since;
  }
}

const allReady = async ({ mesh }: FaultContext): Promise<boolean> =>
  (await Promise.all(mesh.processes.map((process) => process.isReady()))).every(Boolean);

/** An open connection needs no name. */
async function cutAll(context: FaultContext): Promise<void> {
  namesOf(context).cutBroker();
  await context.database.rows(CONNECTIONS);
  await context.redis.run((redis) => redis.call('CLIENT', 'KILL', 'SKIPME', 'yes'));
}

function namesOf({ names }: FaultContext): NamesRig {
  if (!names) throw new Error('the mesh was started without names');
  return names;
}
