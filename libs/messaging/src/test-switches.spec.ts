import { ALL_WALLS, TestSwitches } from './test-switches';

const OFF = {
  TEST_INBOX_CHECK: false,
  TEST_SEND_CLAIM: false,
  TEST_SEQUENCE_GATE: false,
  TEST_INJECTION_CHECKS: false,
  TEST_HANDLER_FAULTS: true,
};

describe('the switches that prove the checkers', () => {
  it('take walls away in a testing environment', () => {
    expect(new TestSwitches({ ...OFF, TEST_SEND_CLAIM: true }, 'testing')).toEqual({
      inboxCheck: false,
      sendClaim: true,
      sequenceGate: false,
      injectionChecks: false,
      handlerFaults: true,
    });
  });

  it.each(['production', 'development'])('are refused in a %s environment', (environment) => {
    expect(new TestSwitches(OFF, environment)).toEqual({ ...ALL_WALLS, injectionChecks: true, handlerFaults: false });
  });
});
