import type { InboxRow } from '../inbox/inbox-row';
import { InFlight } from './in-flight';

const row = (id: string) => ({ id }) as InboxRow;

describe('the rows in hand', () => {
  let now = 0;
  let inFlight: InFlight;
  beforeEach(() => {
    now = 0;
    inFlight = new InFlight(() => now);
  });

  it('are not stuck while there are none, however long', () => {
    now = 1_000_000;
    expect(inFlight.stuckMs).toBe(0);
    inFlight.add(row('a'));
    expect(inFlight.stuckMs).toBe(0);
  });

  it('are stuck since the last one was put down, not since the last one came', () => {
    inFlight.add(row('a'));
    now = 100;
    inFlight.add(row('b'));
    expect(inFlight.stuckMs).toBe(100);
    inFlight.remove(row('b'));
    now = 130;
    expect(inFlight.stuckMs).toBe(30);
  });
});
