import type { Fault, FaultContext } from '../fault';
import { livesOf, must, mustHaveLivedOn } from './observe';

const LONGEST_GAP_MS = 10_000;

/** A standby that has every acknowledged write takes the place of the primary. */
export class FailOver implements Fault {
  readonly id = 'F34';
  readonly title = 'standby promoted, old primary fenced';
  readonly needs = 'standby';
  readonly minSeconds = 15;
  readonly fullSeconds = 40;
  private before: ReadonlyMap<string, number> = new Map();
  private timelines: readonly [number, number] = [0, 0];

  async inject(context: FaultContext): Promise<void> {
    const { standby: rig } = context;
    if (!rig) throw new Error('the mesh was started without a Postgres that can be taken over');
    this.before = livesOf(context);
    const standby = await rig.follow();
    const from = await timelineOf(context);
    await rig.failOver(standby, Math.min(LONGEST_GAP_MS, context.holdMs / 3));
    this.timelines = [from, await timelineOf(context)];
  }

  heal({ mesh }: FaultContext): Promise<void> {
    return mesh.untilReady();
  }

  evidence(context: FaultContext): Promise<string> {
    const [from, to] = this.timelines;
    must(to > from, 'a server on a new timeline');
    mustHaveLivedOn(context, this.before);
    return Promise.resolve(`from timeline ${from} to ${to}; no process was restarted`);
  }
}

async function timelineOf({ database }: FaultContext): Promise<number> {
  const [row] = await database.rows<{ timeline: number }>(
    `SELECT ('x' || substr(pg_walfile_name(pg_current_wal_lsn()), 1, 8))::bit(32)::int AS timeline`,
  );
  return row?.timeline ?? 0;
}
