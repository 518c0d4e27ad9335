import { type BeforeApplicationShutdown, Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import type { ConfigOf } from '@mesh/config';
import { RegularWork } from '@mesh/messaging';
import { Logger } from '@mesh/observability';
import { WorkerDatabase } from '@mesh/persistence';
import { SupervisorConfig } from '../supervisor.config';

const EVERY_MS = 3_600_000;
const ROWS_AT_ONCE = 5_000;

/** The newest snapshot of a ticket stays: it is the state that the next transition begins with. */
const SWEEP = `
  DELETE FROM supervisor.snapshots WHERE ctid IN (
    SELECT old.ctid FROM supervisor.snapshots AS old
    WHERE old.at < now() - $1 * interval '1 day' AND EXISTS (
      SELECT 1 FROM supervisor.snapshots AS younger
      WHERE younger.tenant_id = old.tenant_id AND younger.ticket_id = old.ticket_id AND younger.version > old.version)
    LIMIT $2)`;

/** Clears away the history of workflows that nobody looks at any more. */
@Injectable()
export class PgSnapshotRetention implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly regular: RegularWork;

  constructor(
    @Inject(WorkerDatabase) private readonly database: WorkerDatabase,
    @Inject(SupervisorConfig.token) private readonly config: ConfigOf<typeof SupervisorConfig>,
    @Inject(Logger) logger: Logger,
  ) {
    this.regular = new RegularWork({ failure: 'snapshots_not_swept', work: () => this.sweep(), logger }, EVERY_MS);
  }

  onApplicationBootstrap(): void {
    this.regular.start();
  }

  beforeApplicationShutdown(): void {
    this.regular.stop();
  }

  /** Returns how many snapshots were deleted. */
  async sweep(): Promise<number> {
    let total = 0;
    let deleted: number;
    do {
      deleted = await this.database.single.run(SWEEP, [this.config.SNAPSHOT_RETENTION_DAYS, ROWS_AT_ONCE]);
      total += deleted;
    } while (deleted === ROWS_AT_ONCE);
    return total;
  }
}
