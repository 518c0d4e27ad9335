import { pause } from '../../running-mesh/start-mesh';
import type { Fault, FaultContext } from '../fault';
import { submitBurst } from '../load/burst';
import { livesOf, must, mustHaveLivedOn } from './observe';

const TIGHT = `ALTER ROLE mesh_api CONNECTION LIMIT 1`;
const WIDE = `ALTER ROLE mesh_api CONNECTION LIMIT -1`;
const END_ALL = `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'mesh_api'`;
const BURST = 50;
/** The acquire limit of a pool, and the machine. */
const LONGEST_ANSWER_MS = 8_000;

/** All connections of the API but one are taken: requests are answered in time, with 202 or a refusal, and none hangs. */
export class ExhaustConnections implements Fault {
  readonly id = 'F36';
  readonly title = 'all connections of the API but one are taken';
  readonly minSeconds = 10;
  readonly fullSeconds = 60;
  private before: ReadonlyMap<string, number> = new Map();
  private slowest = 0;
  private refused = 0;

  async inject(context: FaultContext): Promise<void> {
    this.before = livesOf(context);
    await context.database.rows(TIGHT);
    await context.database.rows(END_ALL);
    const from = Date.now();
    const end = from + context.holdMs;
    await submitBurst(context, BURST);
    await pause(Math.max(0, end - Date.now()));
    const answers = context.history
      .of('ticket')
      .filter(({ startedAt, endedAt }) => startedAt >= from && endedAt !== undefined);
    this.slowest = Math.max(0, ...answers.map(({ startedAt, endedAt = startedAt }) => endedAt - startedAt));
    this.refused = answers.filter(({ outcome }) => outcome !== 'ok').length;
  }

  async heal({ database, mesh }: FaultContext): Promise<void> {
    await database.rows(WIDE);
    await mesh.untilReady();
  }

  evidence(context: FaultContext): Promise<string> {
    mustHaveLivedOn(context, this.before);
    must(this.slowest > 0, 'requests meanwhile');
    must(this.slowest <= LONGEST_ANSWER_MS, `an answer within ${LONGEST_ANSWER_MS / 1_000} s (${this.slowest} ms)`);
    return Promise.resolve(`${this.refused} refused, the slowest answer took ${(this.slowest / 1_000).toFixed(1)} s`);
  }
}
