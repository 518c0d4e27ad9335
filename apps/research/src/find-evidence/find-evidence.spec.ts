import { CompleteStep, FailStep } from '@mesh/contracts';
import { RetryableError, TerminalError } from '@mesh/kernel';
import { type RunningTestService, Scripted, messageFrom, testService } from '@mesh/testing';
import { bicycle, caller, findEvidence, staffNote } from '../../test/samples';
import { DocumentWriter } from '../documents/document-writer';
import { research } from '../research.service';
import { EvidenceFinder } from './evidence-finder.port';

const nothing = {
  result: { evidence: [], answerable: false, confidence: 0, reasons: [] },
  work: { actor: { kind: 'agent', id: 'research' }, durationMs: 1, costMicros: 0, inputTokens: 0, outputTokens: 0 },
};

describe('when the supervisor asks for evidence', () => {
  let service: RunningTestService;
  afterEach(() => service.stop());

  const scripted = async (...answers: (typeof nothing | Error)[]) => {
    const finder = new Scripted(...answers);
    service = await testService(research).replace(EvidenceFinder, { find: finder.answer }).start();
    return finder;
  };

  it('answers the step with evidence of the tenant’s own public knowledge', async () => {
    service = await testService(research).start();
    const writer = service.get(DocumentWriter);
    await writer.save(caller('acme'), 'bikes', bicycle);
    await writer.save(caller('acme'), 'staff', staffNote);
    await writer.save(caller('globex'), 'foreign', bicycle);
    const command = messageFrom(findEvidence('Where do I return my rented bicycle?'), { tenantId: 'acme' });
    expect(await service.deliver(command)).toBe('done');
    const [answer] = await service.sent(CompleteStep);
    expect(answer).toMatchObject({ tenantId: 'acme', subject: command.subject, causationId: command.id });
    const { step, result } = CompleteStep.schema.parse(answer?.data);
    expect(step).toEqual((command.data as { step: object }).step);
    expect(result).toMatchObject({ kind: 'evidence_found', found: { answerable: true } });
    const cited = result.kind === 'evidence_found' ? result.found.evidence.map(({ documentId }) => documentId) : [];
    expect(new Set(cited)).toEqual(new Set(['bikes']));
  });

  it('answers once, and searches once, when the command arrives twice', async () => {
    const finder = await scripted(nothing);
    const command = messageFrom(findEvidence('Where do I return it?'));
    await service.deliver(command);
    await service.deliver(command);
    expect(await service.sent(CompleteStep)).toHaveLength(1);
    finder.assertSpent();
  });

  it('searches again when memory was away', async () => {
    const finder = await scripted(new RetryableError('LONG_TERM_UNAVAILABLE', 'away'), nothing);
    expect(await service.deliver(findEvidence('Where do I return it?'))).toBe('done');
    expect(finder.calls).toBe(2);
  });

  it('gives the step up with the reason when it cannot be done', async () => {
    await scripted(new TerminalError('QUESTION_IMPOSSIBLE', 'never'));
    expect(await service.deliver(findEvidence('Where do I return it?'))).toBe('dead');
    expect((await service.sent(FailStep))[0]?.data).toMatchObject({ code: 'QUESTION_IMPOSSIBLE' });
  });
});
