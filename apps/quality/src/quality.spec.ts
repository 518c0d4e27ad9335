import { CompleteStep } from '@mesh/contracts';
import { messageFrom, testService } from '@mesh/testing';
import { GOOD, aCommand, aDraft, aStep, aTask } from '../test/samples';
import { quality } from './quality.service';

describe('when the supervisor asks for a review', () => {
  it('answers with the verdict, once, however often the broker delivers', async () => {
    const running = await testService(quality).start();
    const asked = messageFrom(aCommand(aTask(aDraft([GOOD]))));
    await running.deliver(asked);
    await running.deliver(asked);
    expect(await running.sent()).toMatchObject([
      {
        type: CompleteStep.type,
        subject: aStep.ticketId,
        causationId: asked.id,
        data: {
          step: aStep,
          result: { kind: 'reviewed', verdict: { outcome: 'pass' } },
          work: { actor: { id: 'quality' } },
        },
      },
    ]);
    await running.stop();
  });
});
