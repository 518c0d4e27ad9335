import { readFileSync } from 'node:fs';
import path from 'node:path';
import { pause } from '../../running-mesh/start-mesh';
import type { Fault, FaultContext } from '../fault';
import { livesOf, must, mustHaveLivedOn } from './observe';

/** The one who looks after Postgres gives up at more crashes within a minute. */
const LEAST_GAP_MS = 13_000;

/** `pg_ctl restart -m immediate`: no orderly end, recovery from the log. */
export class RestartPostgres implements Fault {
  readonly id = 'F33';
  readonly title = 'restart Postgres in immediate mode';
  readonly minSeconds = 8;
  readonly fullSeconds = 75;
  private before: ReadonlyMap<string, number> = new Map();
  private restarts = 0;

  async inject(context: FaultContext): Promise<void> {
    this.before = livesOf(context);
    const end = Date.now() + context.holdMs;
    for (;;) {
      await this.restart(context);
      if (Date.now() + LEAST_GAP_MS > end || this.restarts >= 5) return pause(Math.max(0, end - Date.now()));
      await pause(LEAST_GAP_MS);
    }
  }

  async heal({ mesh }: FaultContext): Promise<void> {
    await mesh.untilReady();
  }

  evidence(context: FaultContext): Promise<string> {
    must(this.restarts > 0, 'a Postgres that started again');
    mustHaveLivedOn(context, this.before);
    return Promise.resolve(`restarted ${this.restarts} times; no process of the mesh was`);
  }

  private async restart({ database, standby }: FaultContext): Promise<void> {
    if (standby !== undefined) {
      await standby.restartPrimary();
      this.restarts += 1;
      return;
    }
    const [place] = await database.rows<{ data_directory: string }>('SHOW data_directory');
    const since = await startOf(database);
    process.kill(postmasterOf(place?.data_directory ?? ''), 'SIGQUIT');
    await pause(300);
    if ((await startOf(database)) > since) this.restarts += 1;
  }
}

async function startOf(database: FaultContext['database']): Promise<number> {
  const [row] = await database.rows<{ at: Date }>('SELECT pg_postmaster_start_time() AS at');
  return row?.at.getTime() ?? 0;
}

const postmasterOf = (dataDirectory: string): number =>
  Number(readFileSync(path.join(dataDirectory, 'postmaster.pid'), 'utf8').split('\n')[0]);
