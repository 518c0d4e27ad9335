import { CompleteStep } from '@mesh/contracts';
import { FAULT_PREFIX } from '@mesh/messaging';
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

  it.each([
    ['true', 'dead'],
    ['false', 'done'],
  ])('fails where a test asks for it, if such tests are allowed (%s): the message is %s', async (allowed, status) => {
    const running = await testService(quality).with({ TEST_HANDLER_FAULTS: allowed, INBOX_MAX_ATTEMPTS: '2' }).start();
    const asked = messageFrom(aCommand(aTask(aDraft([GOOD]))), { correlationId: `${FAULT_PREFIX}type_error` });
    expect(await running.deliver(asked)).toBe(status);
    await running.stop();
  });
});
