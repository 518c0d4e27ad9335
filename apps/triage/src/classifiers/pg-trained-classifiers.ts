import { Inject, Injectable } from '@nestjs/common';
import type { ConfigOf } from '@mesh/config';
import { ApiDatabase, type Sql, WorkerDatabase, firstRow } from '@mesh/persistence';
import { TICKET_MODEL_VERSION, type TicketModel } from '@mesh/text';
import { TriageConfig } from '../triage.config';
import { type TrainedClassifier, TrainedClassifiers } from './trained-classifiers.port';

interface Cached {
  readonly classifier: TrainedClassifier | undefined;
  readonly checkedAt: number;
}

/** A model in a form of earlier days is none. */
const NEWEST = `
  SELECT max(version) AS version FROM triage.classifiers WHERE (model #>> '{categories,version}')::integer = $1`;
const KEPT_VERSIONS = 3;
const MAX_CACHED_TENANTS = 100;

/** Models lie in Postgres; each replica keeps the newest ones in memory and looks for a newer version now and then. */
@Injectable()
export class PgTrainedClassifiers extends TrainedClassifiers {
  private readonly cache = new Map<string, Cached>();

  constructor(
    @Inject(WorkerDatabase) private readonly worker: WorkerDatabase,
    @Inject(ApiDatabase) private readonly api: ApiDatabase,
    @Inject(TriageConfig.token) private readonly config: ConfigOf<typeof TriageConfig>,
  ) {
    super();
  }

  async newest(tenantId: string): Promise<TrainedClassifier | undefined> {
    const known = this.cache.get(tenantId);
    if (known && performance.now() - known.checkedAt < this.config.TRIAGE_CLASSIFIER_REFRESH_MS)
      return known.classifier;
    const classifier = await this.worker.inTenant(tenantId, (sql) => readNewer(sql, known?.classifier));
    this.remember(tenantId, classifier);
    return classifier;
  }

  async add(tenantId: string, model: TicketModel): Promise<TrainedClassifier> {
    const version = await this.api.inTenant(tenantId, (sql) => insert(sql, tenantId, model));
    const classifier = { version, model };
    this.remember(tenantId, classifier);
    return classifier;
  }

  private remember(tenantId: string, classifier: TrainedClassifier | undefined): void {
    this.cache.delete(tenantId);
    this.cache.set(tenantId, { classifier, checkedAt: performance.now() });
    const [oldest] = this.cache.keys();
    if (this.cache.size > MAX_CACHED_TENANTS && oldest !== undefined) this.cache.delete(oldest);
  }
}

/** Reads the model itself only when it is another than the one at hand. */
async function readNewer(sql: Sql, known: TrainedClassifier | undefined): Promise<TrainedClassifier | undefined> {
  const newest = await firstRow<{ version: number }>(sql, NEWEST, [TICKET_MODEL_VERSION]);
  if (!newest?.version) return undefined;
  if (newest.version === known?.version) return known;
  return firstRow<TrainedClassifier>(sql, 'SELECT version, model FROM triage.classifiers WHERE version = $1', [
    newest.version,
  ]);
}

/** Two trainings of one tenant at a time get two versions. */
async function insert(sql: Sql, tenantId: string, model: TicketModel): Promise<number> {
  await sql.rows('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`triage.classifiers ${tenantId}`]);
  const [row] = await sql.rows<{ version: number }>(
    `INSERT INTO triage.classifiers (tenant_id, version, model, trained_on)
     SELECT $1, coalesce(max(version), 0) + 1, $2, $3 FROM triage.classifiers RETURNING version`,
    [tenantId, JSON.stringify(model), model.categories.trainedOn],
  );
  if (!row) throw new TypeError('an insert that returns its row returned none');
  await sql.run('DELETE FROM triage.classifiers WHERE version <= $1', [row.version - KEPT_VERSIONS]);
  return row.version;
}
