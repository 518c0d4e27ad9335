import { PublishDocument, SupersedeApprovals } from '@mesh/contracts';
import { LongTermMemory } from '@mesh/memory';
import { ApiDatabase } from '@mesh/persistence';
import { type RunningTestService, messageFrom, testService } from '@mesh/testing';
import { bicycle, caller, content, helmet, staffNote } from '../../test/samples';
import { research } from '../research.service';
import { DocumentWriter } from './document-writer';

describe('knowledge documents', () => {
  let service: RunningTestService;
  let writer: DocumentWriter;
  let n = 0;
  const newDocument = () => `doc-${(n += 1)}`;

  beforeAll(async () => {
    service = await testService(research).start();
    writer = service.get(DocumentWriter);
  });
  afterAll(() => service.stop());

  const find = async (documentId: string, text: string, tenantId = 'default') => {
    const query = { text, audiences: ['public', 'internal'] as const, limit: 500 };
    const hits = await service.get(LongTermMemory).search(tenantId, query);
    const versions = hits.filter(({ passage }) => passage.documentId === documentId);
    return [...new Set(versions.map(({ passage }) => passage.documentVersion))];
  };
  const publish = (documentId: string, version: number) =>
    service.deliver(messageFrom(PublishDocument.draft(documentId, { documentId, version }), { sender: 'gateway' }));
  const asked = async (documentId: string) =>
    (await service.sent(SupersedeApprovals)).filter(({ subject }) => subject === documentId).map(({ data }) => data);
  const chunkVersions = async (documentId: string) =>
    (
      await service.database.query<{ version: number }>(
        'SELECT DISTINCT version FROM research.chunks WHERE document_id = $1 ORDER BY 1',
        [documentId],
      )
    ).map(({ version }) => version);

  it('answers from a first version at once, without asking anybody', async () => {
    const id = newDocument();
    expect(await writer.save(caller(), id, bicycle)).toEqual({ id, version: 1, status: 'live' });
    expect(await find(id, 'return a bicycle')).toEqual([1]);
    expect(await asked(id)).toEqual([]);
  });

  it('takes the same content again as the same version, whatever the order of the tags', async () => {
    const id = newDocument();
    await writer.save(caller(), id, { ...bicycle, tags: ['a', 'b'] });
    expect(await writer.save(caller(), id, { ...bicycle, tags: ['b', 'a'] })).toEqual({
      id,
      version: 1,
      status: 'live',
    });
    expect(await chunkVersions(id)).toEqual([1]);
  });

  it('lets a new version answer only after the gateway has put aside what cites the old one', async () => {
    const id = newDocument();
    await writer.save(caller(), id, bicycle);
    const changed = { ...bicycle, body: 'Return the bicycle at blue stations only.' };
    expect(await writer.save(caller(), id, changed)).toEqual({ id, version: 2, status: 'indexing' });
    expect(await asked(id)).toEqual([{ documentId: id, version: 2 }]);
    expect(await find(id, 'return a bicycle')).toEqual([1]);
    expect(await publish(id, 2)).toBe('done');
    expect(await find(id, 'return a bicycle')).toEqual([2]);
    expect(await chunkVersions(id)).toEqual([2]);
  });

  it('asks the gateway again when the same new version is saved while it waits', async () => {
    const id = newDocument();
    await writer.save(caller(), id, bicycle);
    for (const _ of [1, 2]) await writer.save(caller(), id, helmet);
    expect(await asked(id)).toEqual([
      { documentId: id, version: 2 },
      { documentId: id, version: 2 },
    ]);
  });

  it('ends with the newest version, in whatever order the gateway answers, and however often', async () => {
    const id = newDocument();
    for (const body of ['Bicycle one.', 'Bicycle two.', 'Bicycle three.']) {
      await writer.save(caller(), id, content('Bicycle', body));
    }
    for (const version of [3, 2, 3]) await publish(id, version);
    expect(await find(id, 'bicycle')).toEqual([3]);
    expect(await chunkVersions(id)).toEqual([3]);
  });

  it('removes every chunk of a deleted document once the gateway has answered', async () => {
    const id = newDocument();
    await writer.save(caller(), id, bicycle);
    expect(await writer.delete(caller(), id)).toEqual({ id, version: 2, status: 'deleting' });
    expect(await find(id, 'return a bicycle')).toEqual([1]);
    await publish(id, 2);
    expect(await find(id, 'return a bicycle')).toEqual([]);
    expect(await chunkVersions(id)).toEqual([]);
    expect(await writer.delete(caller(), id)).toBeUndefined();
  });

  it('brings a deleted document back as a further version', async () => {
    const id = newDocument();
    await writer.save(caller(), id, bicycle);
    await writer.delete(caller(), id);
    await publish(id, 2);
    expect(await writer.save(caller(), id, bicycle)).toEqual({ id, version: 3, status: 'live' });
    expect(await find(id, 'return a bicycle')).toEqual([3]);
  });

  it('lets a new version win over a deletion that still waits', async () => {
    const id = newDocument();
    await writer.save(caller(), id, bicycle);
    await writer.delete(caller(), id);
    expect(await writer.save(caller(), id, helmet)).toMatchObject({ version: 3, status: 'indexing' });
    await publish(id, 2);
    expect(await find(id, 'bicycle helmet')).toEqual([]);
    await publish(id, 3);
    expect(await find(id, 'bicycle helmet')).toEqual([3]);
  });

  it('numbers versions without gaps when many people save at once', async () => {
    const id = newDocument();
    const saved = await Promise.all(
      Array.from({ length: 10 }, (_, at) => writer.save(caller(), id, content('Bicycle', `Text number ${at}.`))),
    );
    expect(saved.map(({ version }) => version).sort((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  });

  it('has 200 articles live and found as soon as they are posted', async () => {
    const tenant = caller('bulk');
    const ids = Array.from({ length: 200 }, (_, at) => `article-${at}`);
    const saved = await Promise.all(
      ids.map((id, at) => writer.save(tenant, id, content(`Article ${at}`, `Everything about subject${at}x.`))),
    );
    expect(new Set(saved.map(({ status }) => status))).toEqual(new Set(['live']));
    expect(await find('article-137', 'subject137x', 'bulk')).toEqual([1]);
  });

  it('shows a tenant nothing of another, even under the same document id', async () => {
    const id = newDocument();
    await writer.save(caller('acme'), id, bicycle);
    await writer.save(caller('globex'), id, staffNote);
    const titles = async (tenantId: string) => {
      const query = { text: 'bicycle docking station code', audiences: ['public', 'internal'] as const, limit: 50 };
      const hits = await service.get(LongTermMemory).search(tenantId, query);
      return [...new Set(hits.map(({ passage }) => passage.title))];
    };
    expect(await titles('acme')).toEqual([bicycle.title]);
    expect(await titles('globex')).toEqual([staffNote.title]);
    expect(await titles('nobody')).toEqual([]);
  });

  it.each(['documents', 'document_versions', 'chunks', 'resolutions', 'knowledge_revisions'])(
    'keeps %s behind the wall of the database itself',
    async (table) => {
      await writer.save(caller('acme'), newDocument(), bicycle);
      const rows = await service
        .get(ApiDatabase)
        .inTenant('somebody-else', (sql) => sql.rows(`SELECT 1 FROM research.${table}`));
      expect(rows).toEqual([]);
    },
  );
});
