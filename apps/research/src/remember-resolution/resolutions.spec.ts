import {
  ForgetCustomer,
  PublishDocument,
  RecordErasure,
  RememberResolution,
  WithdrawResolution,
} from '@mesh/contracts';
import { FlagSource, type FlagValues } from '@mesh/bootstrap';
import { newId } from '@mesh/kernel';
import { type RunningTestService, messageFrom, testService } from '@mesh/testing';
import { bicycle, caller, content, conversation, triage } from '../../test/samples';
import { DocumentWriter } from '../documents/document-writer';
import { EvidenceFinder } from '../find-evidence/evidence-finder.port';
import { research } from '../research.service';
import { ResolutionsController } from '../resolutions/resolutions.controller';

const QUOTE = 'Lock the bicycle at any green docking station in the city.';
const spanOf = (quote: string) => {
  const start = bicycle.body.indexOf(quote);
  return { start, end: start + quote.length };
};

describe('an approved answer', () => {
  let service: RunningTestService;
  /** What tenants have decided. */
  const flags = new Map<string, FlagValues>();
  let tenantId: string;
  let n = 0;
  beforeAll(async () => {
    service = await testService(research)
      .replace(FlagSource, { overridesOf: (of: string) => Promise.resolve(flags.get(of) ?? {}) })
      .start();
  });
  afterAll(() => service.stop());
  beforeEach(async () => {
    tenantId = `tenant-${(n += 1)}`;
    await service.get(DocumentWriter).save(caller(tenantId), 'bikes', bicycle);
  });

  const deliver = (draft: Parameters<typeof messageFrom>[0]) => service.deliver(messageFrom(draft, { tenantId }));
  const remember = async (ids = { ticketId: newId(), decisionId: newId() }) => {
    const citation = { documentId: 'bikes', documentVersion: 1, title: 't', quote: QUOTE, ...spanOf(QUOTE) };
    await deliver(
      RememberResolution.draft(ids.ticketId, {
        ...ids,
        approvedBy: { kind: 'person', id: 'key-1' },
        category: 'how_to',
        question: 'Hi,\nwhere do I leave the velocipede after my tour? Mail jo@example.com\nThanks\nJo Doe',
        answer: {
          body: 'Dear Jo,\n\nLock it at any green docking station in the city.\n\nKind regards,\nSam',
          citations: [{ ...citation, sentenceStart: 0, sentenceEnd: 1 }],
          language: 'en',
        },
      }),
    );
    return ids;
  };
  const find = async (text = 'Where may I leave the velocipede?') => {
    const task = { tenantId, conversation: conversation(text), triage };
    return (await service.get(EvidenceFinder).find(task, new AbortController().signal)).result;
  };
  const learnt = async () => (await find()).evidence.filter(({ via }) => via !== undefined);
  const change = async (body: string) => {
    const { version } = await service.get(DocumentWriter).save(caller(tenantId), 'bikes', content('Bicycles', body));
    await deliver(PublishDocument.draft('bikes', { documentId: 'bikes', version }));
  };
  const forget = async (ticketId: string) => {
    const erasureId = newId();
    const requestedBy = { kind: 'person', id: 'key-1' } as const;
    const order = { erasureId, customerId: 'c-1', ticketIds: [ticketId], requestedBy };
    expect(await deliver(ForgetCustomer.research.draft('c-1', order))).toBe('done');
    return erasureId;
  };
  const resolutions = () => service.get(ResolutionsController);
  const listed = async () => (await resolutions().list({ limit: 50 }, caller(tenantId))).items;

  it('leads the next similar ticket to the passage that it cites, without a word about the customer', async () => {
    const before = await find();
    expect(before.evidence.every(({ via }) => via === undefined)).toBe(true);
    const { decisionId, ticketId } = await remember();
    expect(await learnt()).toMatchObject([
      { source: 'knowledge', documentId: 'bikes', documentVersion: 1, via: { decisionId, ticketId } },
    ]);
    expect((await learnt())[0]?.quote).toContain(QUOTE);
    expect((await find()).confidence).toBeGreaterThan(before.confidence);
    const texts = await service.database.query(
      `SELECT title, body, keywords FROM research.document_versions WHERE document_id = $1`,
      [`resolution:${decisionId}`],
    );
    expect(JSON.stringify(texts)).not.toMatch(/Jo|Doe|example\.com|Sam/);
  });

  it('leads nowhere where the tenant has switched that off, and is kept', async () => {
    flags.set(tenantId, { 'past-answers': false });
    await remember();
    expect(await learnt()).toEqual([]);
    expect(await listed()).toHaveLength(1);
  });

  it('is never quoted itself: every piece of evidence is a span of a live document', async () => {
    await remember();
    const { evidence, reasons } = await find('Where may I leave the velocipede at a green docking station?');
    expect(
      evidence.map(({ documentId, start, end }) => ({ documentId, quote: bicycle.body.slice(start, end) })),
    ).toEqual(evidence.map(({ documentId, quote }) => ({ documentId, quote })));
    expect(evidence.every(({ documentId }) => documentId === 'bikes')).toBe(true);
    expect(reasons).toContainEqual({ code: 'resolutions_found', value: 1 });
  });

  it('is learnt once, however often it is told', async () => {
    const ids = await remember();
    await remember(ids);
    expect(await listed()).toHaveLength(1);
  });

  it('is no evidence from the moment that a document which it cites is replaced, until somebody has looked', async () => {
    const { decisionId } = await remember();
    await change(`All is new, but this: ${QUOTE}`);
    expect(await learnt()).toEqual([]);
    expect(await listed()).toMatchObject([{ id: decisionId, status: 'needs_review', cited: [{ quote: QUOTE }] }]);
    const reviewed = await resolutions().review({ id: decisionId }, caller(tenantId));
    expect(reviewed).toMatchObject({
      status: 'in_use',
      reviewedBy: 'key-1',
      cited: [{ documentVersion: 2, start: 22 }],
    });
    expect(await learnt()).toMatchObject([{ documentId: 'bikes', documentVersion: 2 }]);
  });

  it('cannot be confirmed when the document no longer says what it cites', async () => {
    const { decisionId } = await remember();
    await change('All is new.');
    await expect(resolutions().review({ id: decisionId }, caller(tenantId))).rejects.toMatchObject({
      status: 409,
      code: 'RESOLUTION_UNSUPPORTED',
    });
    expect(await learnt()).toEqual([]);
  });

  it.each(['by command', 'over REST'])('is no evidence from the moment it is withdrawn %s', async (way) => {
    const { decisionId } = await remember();
    if (way === 'by command')
      await deliver(WithdrawResolution.draft(decisionId, { decisionId, reason: 'wrong_answer' }));
    else await resolutions().withdraw({ id: decisionId }, { reason: 'wrong_answer' }, caller(tenantId));
    expect(await learnt()).toEqual([]);
    expect(await listed()).toMatchObject([{ status: 'withdrawn', withdrawnReason: 'wrong_answer' }]);
    const chunks = await service.database.query('SELECT 1 FROM research.chunks WHERE document_id = $1', [
      `resolution:${decisionId}`,
    ]);
    expect(chunks).toEqual([]);
    await expect(resolutions().review({ id: decisionId }, caller(tenantId))).rejects.toMatchObject({ status: 409 });
  });

  it('is listed page by page, the newest first, for its own tenant alone', async () => {
    const ids = [await remember(), await remember(), await remember()].map(({ decisionId }) => decisionId).reverse();
    const first = await resolutions().list({ limit: 2 }, caller(tenantId));
    const second = await resolutions().list({ limit: 2, cursor: first.nextCursor ?? '' }, caller(tenantId));
    expect([...first.items, ...second.items].map(({ id }) => id)).toEqual(ids);
    expect(second.nextCursor).toBeNull();
    expect((await resolutions().list({ limit: 2 }, caller('others'))).items).toEqual([]);
  });

  it('is not learnt from a ticket that was forgotten before it was told', async () => {
    const ids = { ticketId: newId(), decisionId: newId() };
    await forget(ids.ticketId);
    await remember(ids);
    expect(await listed()).toEqual([]);
  });

  it('goes with the customer, and is not learnt again', async () => {
    const ids = await remember();
    const kept = await remember();
    const erasureId = await forget(ids.ticketId);
    const report = (await service.sent(RecordErasure)).find(({ tenantId: of }) => of === tenantId);
    expect(report?.data).toMatchObject({
      erasureId,
      service: 'research',
      removed: { resolutions: 1, sessions: 0, states: 0, inbox_messages: 1 },
    });
    expect((await listed()).map(({ id }) => id)).toEqual([kept.decisionId]);
    const left = await service.database.query<{ n: number }>(
      `SELECT (SELECT count(*) FROM research.document_versions WHERE document_id = $1)
            + (SELECT count(*) FROM research.chunks WHERE document_id = $1)
            + (SELECT count(*) FROM research.resolutions WHERE document_id = $1) AS n`,
      [`resolution:${ids.decisionId}`],
    );
    expect(Number(left[0]?.n)).toBe(0);
    await remember(ids);
    expect(await listed()).toHaveLength(1);
  });

  it('cannot be edited or deleted as if it were a document', async () => {
    const { decisionId } = await remember();
    const call = Promise.resolve().then(() =>
      service.get(DocumentWriter).delete(caller(tenantId), `resolution:${decisionId}`),
    );
    await expect(call).rejects.toMatchObject({ code: 'DOCUMENT_ID_RESERVED' });
  });
});
