import { pause, within } from '../../running-mesh/start-mesh';
import type { Fault, FaultContext } from '../fault';
import { submitBurst } from '../load/burst';
import { must } from './observe';

const LOCK = 'LOCK TABLE supervisor.workflows IN ACCESS EXCLUSIVE MODE';
const BLOCKED = `SELECT pid FROM pg_stat_activity WHERE usename = 'mesh_worker' AND wait_event_type = 'Lock'`;
/** Its drain deadline and what closing takes. */
const LONGEST_END_MS = 30_000;

/** The handlers of the supervisor hang, and it is asked to end: it does so at its own deadline; nothing is lost. */
export class BlockHandlers implements Fault {
  readonly id = 'F04';
  readonly title = 'SIGTERM while the handlers are blocked';
  readonly minSeconds = 20;
  readonly fullSeconds = 60;
  private blocked = 0;
  private readonly ends: (number | string)[] = [];

  async inject(context: FaultContext): Promise<void> {
    const blocker = await context.database.connect();
    try {
      await blocker.query('BEGIN');
      await blocker.query(LOCK);
      await submitBurst(context, 8);
      await pause(2_000);
      this.blocked = (await context.database.rows(BLOCKED)).length;
      const supervisors = context.mesh.of('supervisor');
      const ends = await Promise.all(supervisors.map((process) => within(process.stop(), LONGEST_END_MS)));
      this.ends.push(...ends);
      await Promise.all(supervisors.map((process) => process.kill()));
    } finally {
      await blocker.query('ROLLBACK').finally(() => blocker.end());
    }
  }

  heal({ mesh }: FaultContext): Promise<void> {
    for (const process of mesh.of('supervisor')) process.start();
    return mesh.untilReady();
  }

  evidence(): Promise<string> {
    must(this.blocked > 0, 'a handler that waits for a lock');
    must(!this.ends.includes('late'), `an end within ${LONGEST_END_MS / 1_000} s`);
    return Promise.resolve(`${this.blocked} handlers hung; it ended by itself (${this.ends.join(', ')})`);
  }
}
