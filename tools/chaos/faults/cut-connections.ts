import { pause } from '../../running-mesh/start-mesh';
import type { Fault, FaultContext } from '../fault';
import { livesOf, must, mustHaveLivedOn } from './observe';

const EVERY_MS = 5_000;
const CUT = `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename IN ('mesh_api', 'mesh_worker')`;

/** Every connection to Postgres is ended, again and again. */
export class CutConnections implements Fault {
  readonly id = 'F35';
  readonly title = 'pg_terminate_backend of every connection each 5 s';
  readonly minSeconds = 10;
  readonly fullSeconds = 120;
  private before: ReadonlyMap<string, number> = new Map();
  private cut = 0;

  async inject(context: FaultContext): Promise<void> {
    this.before = livesOf(context);
    const end = Date.now() + context.holdMs;
    do {
      this.cut += (await context.database.rows(CUT)).length;
      await pause(Math.min(EVERY_MS, Math.max(0, end - Date.now())));
    } while (Date.now() < end);
  }

  async heal({ mesh }: FaultContext): Promise<void> {
    await mesh.untilReady();
  }

  evidence(context: FaultContext): Promise<string> {
    must(this.cut > 0, 'connections that were ended');
    mustHaveLivedOn(context, this.before);
    return Promise.resolve(`${this.cut} connections ended; no process was restarted`);
  }
}
