/** Walls that a test may take away, to see the checkers fail. */
export interface Walls {
  /** The inbox refuses a message that it has. */
  readonly inboxCheck: boolean;
  /** A decision that was sent is not sent again. */
  readonly sendClaim: boolean;
  /** Facts of a ticket take effect in their order. */
  readonly sequenceGate: boolean;
}

interface Settings {
  readonly TEST_INBOX_CHECK: boolean;
  readonly TEST_SEND_CLAIM: boolean;
  readonly TEST_SEQUENCE_GATE: boolean;
  readonly TEST_HANDLER_FAULTS: boolean;
  readonly TEST_INJECTION_CHECKS: boolean;
}

/** Which walls stand; all of them outside a testing environment, whatever is configured. */
export class TestSwitches implements Walls {
  readonly inboxCheck: boolean;
  readonly sendClaim: boolean;
  readonly sequenceGate: boolean;
  /** Texts are looked at for orders to the machine. */
  readonly injectionChecks: boolean;
  /** Messages may ask handlers to fail. */
  readonly handlerFaults: boolean;

  constructor(settings: Settings, environment: string) {
    const stands = (setting: boolean): boolean => setting || environment !== 'testing';
    this.inboxCheck = stands(settings.TEST_INBOX_CHECK);
    this.sendClaim = stands(settings.TEST_SEND_CLAIM);
    this.sequenceGate = stands(settings.TEST_SEQUENCE_GATE);
    this.injectionChecks = stands(settings.TEST_INJECTION_CHECKS);
    this.handlerFaults = settings.TEST_HANDLER_FAULTS && environment === 'testing';
  }
}

export const ALL_WALLS: Walls = { inboxCheck: true, sendClaim: true, sequenceGate: true };
