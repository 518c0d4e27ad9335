import { JobQueue } from '@mesh/jobs';
import { type TestDatabase, waitFor } from '@mesh/testing';
import { caller, conversation, triage } from '../test/samples';
import { researchDatabase, startResearch } from '../test/start-research';
import { RebuildIndex } from './index-knowledge/index-jobs';

const BODY = 'Lock the bicycle at any green docking station. The dock blinks twice.';

describe('the internal routes of research', () => {
  let database: TestDatabase;
  let running: Awaited<ReturnType<typeof startResearch>>;
  beforeAll(async () => {
    database = await researchDatabase();
    running = await startResearch(database);
  });
  afterAll(async () => {
    await running.service.stop();
    await database.drop();
  });
  const call: typeof running.call = (...parameters) => running.call(...parameters);

  it('makes up an id when there is none, and shows the document', async () => {
    const posted = await call('POST', '/internal/knowledge/documents', { title: 'Bicycles', body: BODY, tags: ['a'] });
    expect(posted).toMatchObject({ status: 200, body: { version: 1, status: 'live' } });
    const { id } = posted.body as { id: string };
    expect(await call('GET', `/internal/knowledge/documents/${id}`)).toMatchObject({
      body: {
        id,
        version: 1,
        status: 'live',
        liveVersion: 1,
        title: 'Bicycles',
        body: BODY,
        tags: ['a'],
        audience: 'public',
      },
    });
  });

  it('finds other documents about the same matter, internal ones only for the team', async () => {
    const put = (id: string, audience: string) =>
      call('PUT', `/internal/knowledge/documents/${id}`, {
        title: `Bicycle docking ${id}`,
        body: `${BODY} ${id}`,
        audience,
      });
    for (const id of ['dock-a', 'dock-b']) await put(id, 'public');
    await put('dock-staff', 'internal');
    const related = async (role: 'submitter' | 'approver', id = 'dock-a') => {
      const { body } = await call(
        'GET',
        `/internal/knowledge/documents/${id}/related`,
        undefined,
        caller('default', role),
      );
      return (body as { items: { documentId: string }[] }).items.map(({ documentId }) => documentId);
    };
    expect(await related('submitter')).toEqual(expect.arrayContaining(['dock-b']));
    expect(await related('submitter')).not.toEqual(expect.arrayContaining(['dock-staff']));
    expect(await related('submitter')).not.toContain('dock-a');
    expect(await related('approver')).toEqual(expect.arrayContaining(['dock-b', 'dock-staff']));
    await expect(related('submitter', 'dock-staff')).rejects.toMatchObject({ code: 'DOCUMENT_NOT_FOUND' });
  });

  it('keeps versions, and says 202 while the new one waits', async () => {
    const path = '/internal/knowledge/documents/kept';
    await call('PUT', path, { title: 'One', body: BODY });
    expect(await call('PUT', path, { title: 'Two', body: BODY })).toEqual({
      status: 202,
      body: { id: 'kept', version: 2, status: 'indexing' },
    });
    expect(await call('GET', path)).toMatchObject({ body: { version: 2, liveVersion: 1, title: 'Two' } });
    expect(await call('GET', `${path}?version=1`)).toMatchObject({
      body: { version: 1, status: 'live', title: 'One' },
    });
    expect(await call('DELETE', path)).toMatchObject({ status: 202, body: { version: 3, status: 'deleting' } });
  });

  it.each([
    ['GET', '/internal/knowledge/documents/unknown', undefined, 404, 'DOCUMENT_NOT_FOUND'],
    ['GET', '/internal/knowledge/documents/kept?version=99', undefined, 404, 'DOCUMENT_NOT_FOUND'],
    ['GET', '/internal/knowledge/documents/kept?version=x', undefined, 400, 'VALIDATION_FAILED'],
    ['GET', '/internal/knowledge/documents?cursor=%C3%A4', undefined, 400, 'CURSOR_INVALID'],
    ['GET', '/internal/knowledge/documents?limit=0', undefined, 400, 'VALIDATION_FAILED'],
    ['DELETE', '/internal/knowledge/documents/unknown', undefined, 404, 'DOCUMENT_NOT_FOUND'],
    ['POST', '/internal/knowledge/documents', { title: ' ', body: 'x' }, 400, 'VALIDATION_FAILED'],
    ['POST', '/internal/knowledge/documents', { title: 'x', body: ' \n ' }, 400, 'VALIDATION_FAILED'],
    ['POST', '/internal/knowledge/documents', { title: 'x', body: 'x', colour: 'red' }, 400, 'VALIDATION_FAILED'],
    ['POST', '/internal/knowledge/documents', { title: 'x', body: 'x', url: 'javascript:1' }, 400, 'VALIDATION_FAILED'],
    ['POST', '/internal/knowledge/documents', { title: 'x', body: 'x', id: 'resolution:1' }, 400, 'VALIDATION_FAILED'],
    ['PUT', '/internal/knowledge/documents/a', { title: 'x', body: 'x', id: 'b' }, 400, 'DOCUMENT_ID_MISMATCH'],
    ['PUT', '/internal/knowledge/documents/resolution:1', { title: 'x', body: 'x' }, 422, 'DOCUMENT_ID_RESERVED'],
    ['POST', '/internal/knowledge/search', { query: '' }, 400, 'VALIDATION_FAILED'],
    ['POST', '/internal/agents/execute', { input: {} }, 400, 'VALIDATION_FAILED'],
  ] as const)('%s %s with %j is refused with %d %s', async (method, path, body, status, code) => {
    await expect(call(method, path, body)).rejects.toMatchObject({ status, code });
  });

  it('lists documents page by page, none twice and none left out', async () => {
    const who = caller('lists');
    for (const id of ['e', 'a', 'c', 'b', 'd']) {
      await call('PUT', `/internal/knowledge/documents/${id}`, { title: id, body: BODY, tags: [`is-${id}`] }, who);
    }
    const seen: string[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const path = `/internal/knowledge/documents?limit=2${cursor && `&cursor=${cursor}`}`;
      const page = (await call('GET', path, undefined, who)).body as {
        items: { id: string }[];
        nextCursor: string | null;
      };
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor;
    }
    expect(seen).toEqual(['a', 'b', 'c', 'd', 'e']);
    const tagged = await call('GET', '/internal/knowledge/documents?tag=is-c', undefined, who);
    expect(tagged.body).toMatchObject({ items: [{ id: 'c' }], nextCursor: null });
  });

  it('shows what is for the team only to the team', async () => {
    const [admin, submitter] = [caller('roles'), caller('roles', 'submitter')];
    const path = '/internal/knowledge/documents/secret';
    await call(
      'PUT',
      path,
      { title: 'Master code', body: 'The master code is written here.', audience: 'internal' },
      admin,
    );
    const search = (who = admin) => call('POST', '/internal/knowledge/search', { query: 'master code' }, who);
    expect((await search()).body).toMatchObject({ items: [{ documentId: 'secret', documentVersion: 1 }] });
    expect((await search(submitter)).body).toEqual({ items: [] });
    expect((await call('GET', '/internal/knowledge/documents', undefined, submitter)).body).toMatchObject({
      items: [],
    });
    await expect(call('GET', path, undefined, submitter)).rejects.toMatchObject({ status: 404 });
    await expect(call('GET', path, undefined, caller('others'))).rejects.toMatchObject({ status: 404 });
  });

  it('finds every document once, by its best passage', async () => {
    const who = caller('search');
    const long = Array.from({ length: 30 }, (_, at) => `## Part ${at}\n\nThe bicycle dock ${'is green '.repeat(60)}.`);
    await call('PUT', '/internal/knowledge/documents/long', { title: 'Docks', body: long.join('\n\n') }, who);
    await call('PUT', '/internal/knowledge/documents/short', { title: 'Bicycles', body: BODY }, who);
    const { body } = await call('POST', '/internal/knowledge/search', { query: 'bicycle dock', limit: 5 }, who);
    const found = (body as { items: { documentId: string }[] }).items.map(({ documentId }) => documentId);
    expect([...found].sort()).toEqual(['long', 'short']);
  });

  it('runs the agent on an input without storing anything', async () => {
    const input = { conversation: conversation('Where do I lock the bicycle?'), triage };
    const answer = await call('POST', '/internal/agents/execute', { input });
    expect(answer).toMatchObject({
      status: 200,
      body: { result: { answerable: expect.any(Boolean) }, work: { costMicros: 0 } },
    });
    expect(await database.query('SELECT 1 FROM research.outbox WHERE type LIKE $1', ['%complete_step%'])).toEqual([]);
  });

  it('builds the index anew in the background, and tells how memory is', async () => {
    expect(await call('POST', '/internal/knowledge/index/rebuild')).toMatchObject({ status: 202 });
    const queue = running.service.app.get(JobQueue, { strict: false });
    await waitFor('the index to be rebuilt', async () =>
      (await queue.status()).some(({ name, completed }) => name === RebuildIndex.name && completed === 1),
    );
    const { body } = await call('GET', '/internal/knowledge/index');
    expect(body).toMatchObject({
      tiers: [{ tier: 'state', status: 'up' }, { tier: 'session' }, { tier: 'long_term' }],
    });
  });

  it('finds everything again after a restart', async () => {
    const who = caller('restart');
    await call('PUT', '/internal/knowledge/documents/bikes', { title: 'Bicycles', body: BODY }, who);
    await running.service.stop();
    running = await startResearch(database);
    const { body } = await call('POST', '/internal/knowledge/search', { query: 'docking station' }, who);
    expect(body).toMatchObject({ items: [{ documentId: 'bikes', quote: BODY }] });
  });
});
