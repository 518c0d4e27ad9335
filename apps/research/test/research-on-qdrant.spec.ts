import { CompleteStep, FailStep } from '@mesh/contracts';
import { QdrantCounterpart, type RunningTestService, testService } from '@mesh/testing';
import { DocumentWriter } from '../src/documents/document-writer';
import { research } from '../src/research.service';
import { bicycle, caller, findEvidence, helmet, staffNote } from './samples';

const QUESTION = 'Where can I return a rented bicycle when the dock is full?';

describe('research with its index on Qdrant (F46)', () => {
  let qdrant: QdrantCounterpart;
  let service: RunningTestService;

  beforeEach(async () => (qdrant = await new QdrantCounterpart().start()));
  afterEach(async () => {
    await service.stop();
    await qdrant.stop();
  });

  const start = async (environment: Record<string, string>) => {
    service = await testService(research)
      .with({ INBOX_BACKOFF_MS: '1', QDRANT_TIMEOUT_MS: '200', ...environment })
      .start();
    const writer = service.get(DocumentWriter);
    for (const [id, document] of Object.entries({ bikes: bicycle, helmets: helmet, staff: staffNote }))
      await writer.save(caller(), id, document);
  };

  const evidence = async () => {
    expect(await service.deliver(findEvidence(QUESTION))).toBe('done');
    const { result } = CompleteStep.schema.parse((await service.sent(CompleteStep)).at(-1)?.data);
    return result.kind === 'evidence_found' ? result.found : undefined;
  };

  it('finds the same evidence as with the index in the process', async () => {
    await start({ QDRANT_URL: qdrant.url });
    const onQdrant = await evidence();
    expect(onQdrant).toMatchObject({ answerable: true });
    expect(qdrant.exchanges.length).toBeGreaterThan(0);
    await service.stop();
    await start({});
    const inProcess = await evidence();
    expect(onQdrant?.evidence.map(({ documentId, quote }) => ({ documentId, quote }))).toEqual(
      inProcess?.evidence.map(({ documentId, quote }) => ({ documentId, quote })),
    );
  });

  it.each<[string, () => Promise<void> | void]>([
    ['is down', () => qdrant.stop()],
    ['takes requests and never answers', () => void (qdrant.trouble = 'black_hole')],
    ['is slow', () => void (qdrant.trouble = { ms: 2_000 })],
    ['answers with errors', () => void (qdrant.trouble = 'error')],
    ['holds vectors of another size', () => qdrant.resize(3)],
  ])('gives the step up with the reason, and answers nothing, when Qdrant %s', async (_trouble, begin) => {
    await start({ QDRANT_URL: qdrant.url });
    await evidence();
    const answered = (await service.sent(CompleteStep)).length;
    await begin();
    expect(await service.deliver(findEvidence(QUESTION))).toBe('dead');
    expect((await service.sent(FailStep))[0]?.data).toMatchObject({ code: 'LONG_TERM_UNAVAILABLE' });
    expect(await service.sent(CompleteStep)).toHaveLength(answered);
  });

  it('still finds its evidence after the collection was emptied', async () => {
    await start({ QDRANT_URL: qdrant.url });
    const before = await evidence();
    qdrant.empty();
    expect(await evidence()).toEqual(before);
  });
});
