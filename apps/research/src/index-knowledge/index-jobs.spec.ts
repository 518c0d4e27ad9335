import { RetryableError } from '@mesh/kernel';
import { type JobDefinition, JobQueue } from '@mesh/jobs';
import { LongTermMemory } from '@mesh/memory';
import { QdrantCounterpart, type RunningTestService, testService, waitFor } from '@mesh/testing';
import { bicycle, caller, helmet } from '../../test/samples';
import { DocumentWriter } from '../documents/document-writer';
import { research } from '../research.service';
import { CleanWorker } from './clean-worker';
import { CatchUpIndex, CleanIndexes, RebuildIndex, SweepIndexes } from './index-jobs';
import { SweepWorker } from './sweep-worker';
import { workFor } from './sweep.decision';

const run = { tenantId: 'default', signal: new AbortController().signal };

/** A job queue that works on nothing, and can be away. */
class QueueOfTheTest extends JobQueue {
  away = false;
  readonly ordered: string[] = [];
  readonly repeated: string[] = [];

  override async add(job: JobDefinition): Promise<string> {
    if (this.away) throw new RetryableError('JOBS_UNAVAILABLE', 'the job queue cannot be reached');
    this.ordered.push(job.name);
    return job.name;
  }
  override async repeat(job: JobDefinition): Promise<string> {
    this.repeated.push(job.name);
    return job.name;
  }
  override cancelRepeat = () => Promise.resolve();
  override process = () => undefined;
  override status = () => Promise.resolve([]);
  override start = () => undefined;
  override stop = () => Promise.resolve();
}

describe('what an index needs', () => {
  it.each([
    ['nothing when it knows everything', { revision: 7, behind: 0 }, true, 'nothing'],
    ['what came since when it is behind', { revision: 7, behind: 2 }, true, 'catch_up'],
    ['to be built when it was lost or is embedded in a new way', { revision: 0, behind: 9 }, true, 'rebuild'],
    ['nothing when it is in the process and nobody asked yet', { revision: 0, behind: 9 }, false, 'nothing'],
    ['what came since in the process too', { revision: 3, behind: 1 }, false, 'catch_up'],
  ] as const)('is %s', (_what, freshness, shared, work) => expect(workFor(freshness, shared)).toBe(work));
});

describe('the index of knowledge on Qdrant', () => {
  let qdrant: QdrantCounterpart;
  let queue: QueueOfTheTest;
  let service: RunningTestService;

  beforeEach(async () => {
    qdrant = await new QdrantCounterpart().start();
    queue = new QueueOfTheTest();
    service = await testService(research).with({ QDRANT_URL: qdrant.url }).replace(JobQueue, queue).start();
  });
  afterEach(async () => {
    await service.stop();
    await qdrant.stop();
  });
  const memory = () => service.get(LongTermMemory);
  const save = (id: string, document = bicycle) => service.get(DocumentWriter).save(caller(), id, document);

  it('F42: takes a document in while the job queue is away, and orders its embedding when it is back', async () => {
    queue.away = true;
    expect(await save('bikes')).toMatchObject({ status: 'live' });
    await service.get(SweepWorker).sweep(run);
    expect(queue.ordered).toEqual([]);
    queue.away = false;
    await service.get(SweepWorker).sweep(run);
    expect(queue.ordered).toEqual([RebuildIndex.name]);
    await memory().rebuild('default');
    queue.ordered.length = 0;
    await service.get(SweepWorker).sweep(run);
    expect(queue.ordered).toEqual([]);
  });

  it('is ordered to embed what changed, and to be looked at and cleaned again and again', async () => {
    await save('bikes');
    await waitFor('the order', () => queue.ordered.includes(CatchUpIndex.name));
    expect(queue.repeated.sort()).toEqual([CleanIndexes.name, SweepIndexes.name].sort());
    await memory().catchUp('default');
    queue.away = true;
    await save('helmets', helmet);
    queue.away = false;
    queue.ordered.length = 0;
    await service.get(SweepWorker).sweep(run);
    expect(queue.ordered).toEqual([CatchUpIndex.name]);
  });

  it('loses passages that are not live and keeps those that are', async () => {
    await save('bikes');
    await save('helmets', helmet);
    await memory().catchUp('default');
    const live = await memory().store.passagesOf('default', 'helmets', 1);
    const [deleted] = await memory().store.passagesOf('default', 'bikes', 1);
    await service.database.query(`DELETE FROM research.chunks WHERE document_id = 'bikes'`);
    await service.database.query(
      `UPDATE research.documents SET live_version = NULL, revision = 90 WHERE document_id = 'bikes'`,
    );
    await service.database.query(
      `UPDATE research.documents SET live_version = 2, newest_version = 2, settled_version = 2, revision = 91
       WHERE document_id = 'helmets'`,
    );
    expect(deleted).toBeDefined();
    expect(live.length).toBeGreaterThan(0);
    await service.database.query(`INSERT INTO research.document_versions
      SELECT tenant_id, document_id, 2, status, title, body, url, tags, audience, keywords, 'other', created_by
      FROM research.document_versions WHERE document_id = 'helmets'`);
    await service.database.query(`UPDATE research.chunks SET version = 2 WHERE document_id = 'helmets'`);
    await service.get(CleanWorker).clean(run);
    const left = (documentId: string, version: number) => memory().store.passagesOf('default', documentId, version);
    expect(await left('bikes', 1)).toEqual([]);
    expect(await left('helmets', 1)).toEqual([]);
    expect((await left('helmets', 2)).map(({ text }) => text)).toEqual(live.map(({ text }) => text));
  });
});
