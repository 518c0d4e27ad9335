import { CompleteStep } from '@mesh/contracts';
import { messageFrom, testService } from '@mesh/testing';
import { aCommand, aStep, aTask } from '../test/samples';
import { solution } from './solution.service';

describe('when the supervisor asks for a draft', () => {
  it('answers with a cited draft, once, however often the broker delivers', async () => {
    const running = await testService(solution).start();
    const asked = messageFrom(aCommand(aTask()));
    await running.deliver(asked);
    await running.deliver(asked);
    expect(await running.sent()).toMatchObject([
      {
        type: CompleteStep.type,
        subject: aStep.ticketId,
        causationId: asked.id,
        data: { step: aStep, result: { kind: 'drafted' }, work: { actor: { id: 'solution', model: 'local' } } },
      },
    ]);
    await running.stop();
  });
});
