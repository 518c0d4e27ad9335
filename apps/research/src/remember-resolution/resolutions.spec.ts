import {
  ForgetCustomer,
  PublishDocument,
  RecordErasure,
  RememberResolution,
  SupersedeApprovals,
  WithdrawResolution,
} from '@mesh/contracts';
import { newId } from '@mesh/kernel';
import { type RunningTestService, messageFrom, testService } from '@mesh/testing';
import { bicycle, caller, content, conversation, triage } from '../../test/samples';
import { DocumentWriter } from '../documents/document-writer';
import { EvidenceFinder } from '../find-evidence/evidence-finder.port';
import { research } from '../research.service';

describe('an approved answer', () => {
  let service: RunningTestService;
  let tenantId: string;
  let n = 0;
  beforeAll(async () => {
    service = await testService(research).start();
  });
  afterAll(() => service.stop());
  beforeEach(async () => {
    tenantId = `tenant-${(n += 1)}`;
    await service.get(DocumentWriter).save(caller(tenantId), 'bikes', bicycle);
  });

  const deliver = (draft: Parameters<typeof messageFrom>[0]) => service.deliver(messageFrom(draft, { tenantId }));
  const remember = async (ids = { ticketId: newId(), decisionId: newId() }) => {
    const citation = { documentId: 'bikes', documentVersion: 1, title: 't', quote: 'q', start: 0, end: 1 };
    await deliver(
      RememberResolution.draft(ids.ticketId, {
        ...ids,
        approvedBy: { kind: 'person', id: 'key-1' },
        category: 'how_to',
        question: 'Hi,\ncan I take a tandem through the toll tunnel? Mail jo@example.com\nThanks\nJo Doe',
        answer: {
          body: 'Dear Jo,\n\nYes, a tandem may go through the toll tunnel free of charge on weekdays.\n\nKind regards,\nSam',
          citations: [{ ...citation, sentenceStart: 0, sentenceEnd: 1 }],
          language: 'en',
        },
      }),
    );
    return ids;
  };
  const learnt = async () => {
    const task = { tenantId, conversation: conversation('May a tandem go through the toll tunnel?'), triage };
    const { result } = await service.get(EvidenceFinder).find(task, new AbortController().signal);
    return result.evidence.filter(({ source }) => source === 'resolution');
  };

  it('is evidence for the next similar ticket, without a word about the customer', async () => {
    const { decisionId } = await remember();
    expect(await learnt()).toMatchObject([
      {
        documentId: `resolution:${decisionId}`,
        documentVersion: 1,
        title: 'Approved answer (how to)',
        quote: 'Yes, a tandem may go through the toll tunnel free of charge on weekdays.',
      },
    ]);
    const texts = await service.database.query(
      `SELECT title, body, keywords FROM research.document_versions WHERE document_id = $1`,
      [`resolution:${decisionId}`],
    );
    expect(JSON.stringify(texts)).not.toMatch(/Jo|Doe|example\.com|Sam/);
  });

  it('is learnt once, however often it is told', async () => {
    const ids = await remember();
    await remember(ids);
    expect(await learnt()).toHaveLength(1);
  });

  it('counts only as long as the documents that it rests on', async () => {
    const { decisionId } = await remember();
    await service.get(DocumentWriter).save(caller(tenantId), 'bikes', content('Bicycles', 'All is new.'));
    expect(await learnt()).toHaveLength(1);
    const asked = (await service.sent(SupersedeApprovals)).filter((message) => message.tenantId === tenantId);
    expect(asked.map(({ subject }) => subject)).toEqual([`resolution:${decisionId}`, 'bikes']);
    await deliver(PublishDocument.draft('bikes', { documentId: 'bikes', version: 2 }));
    expect(await learnt()).toEqual([]);
  });

  it('is no evidence from the moment it is withdrawn, and open approvals that cite it are put aside', async () => {
    const { decisionId } = await remember();
    const documentId = `resolution:${decisionId}`;
    await deliver(WithdrawResolution.draft(decisionId, { decisionId, reason: 'wrong_answer' }));
    expect(await learnt()).toEqual([]);
    const asked = (await service.sent(SupersedeApprovals)).filter(({ subject }) => subject === documentId);
    expect(asked.map(({ data }) => data)).toEqual([{ documentId, version: 2 }]);
    await deliver(PublishDocument.draft(documentId, { documentId, version: 2 }));
    expect(await service.database.query('SELECT 1 FROM research.chunks WHERE document_id = $1', [documentId])).toEqual(
      [],
    );
  });

  it('goes with the customer, and is not learnt again', async () => {
    const ids = await remember();
    const kept = await remember();
    const erasureId = newId();
    const forget = ForgetCustomer.research.draft('c-1', {
      erasureId,
      customerId: 'c-1',
      ticketIds: [ids.ticketId],
      requestedBy: { kind: 'person', id: 'key-1' },
    });
    expect(await deliver(forget)).toBe('done');
    const report = (await service.sent(RecordErasure)).find(({ tenantId: of }) => of === tenantId);
    expect(report?.data).toMatchObject({
      erasureId,
      service: 'research',
      removed: { resolutions: 1, sessions: 0, states: 0, inbox_messages: 1 },
    });
    expect((await learnt()).map(({ documentId }) => documentId)).toEqual([`resolution:${kept.decisionId}`]);
    const left = await service.database.query<{ n: number }>(
      `SELECT (SELECT count(*) FROM research.document_versions WHERE document_id = $1)
            + (SELECT count(*) FROM research.chunks WHERE document_id = $1)
            + (SELECT count(*) FROM research.resolutions WHERE document_id = $1) AS n`,
      [`resolution:${ids.decisionId}`],
    );
    expect(Number(left[0]?.n)).toBe(0);
    await remember(ids);
    expect(await learnt()).toHaveLength(1);
  });

  it('cannot be edited or deleted as if it were a document', async () => {
    const { decisionId } = await remember();
    const call = Promise.resolve().then(() =>
      service.get(DocumentWriter).delete(caller(tenantId), `resolution:${decisionId}`),
    );
    await expect(call).rejects.toMatchObject({ code: 'DOCUMENT_ID_RESERVED' });
  });
});
