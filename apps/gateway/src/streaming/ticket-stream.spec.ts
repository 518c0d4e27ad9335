import { ManualClock } from '@mesh/kernel';
import { type Hearing, MemorySessionStore } from '@mesh/memory';
import { Metrics } from '@mesh/observability';
import { waitFor } from '@mesh/testing';
import { ticketStreamContract } from '../../test/ticket-stream.contract';
import { LocalTicketStream } from './local-ticket-stream';
import { SharedTicketStream } from './shared-ticket-stream';

const POLL_MS = 20;
const LIMITS = { ttlMs: 60_000, maxSessions: 10, maxTurns: 10 };

/** A session tier whose connection a test can cut. */
class CutSessionStore extends MemorySessionStore {
  state: Hearing = { up: true, interruptions: 0 };

  constructor() {
    super(new ManualClock(new Date(0)), LIMITS);
  }

  override hearing(): Hearing {
    return this.state;
  }

  override subscribe(...args: Parameters<MemorySessionStore['subscribe']>) {
    return this.state.up ? super.subscribe(...args) : Promise.reject(new Error('away'));
  }
}

describe('the ticket stream of one gateway alone', () => {
  ticketStreamContract(async () => {
    const stream = new LocalTicketStream();
    return { here: stream, there: stream };
  });
});

describe('the ticket stream of several gateways', () => {
  const streams: SharedTicketStream[] = [];
  afterEach(() => {
    for (const stream of streams.splice(0)) stream.onModuleDestroy();
  });
  const open = (store: MemorySessionStore, pollMs = 60_000): SharedTicketStream => {
    const stream = new SharedTicketStream(store, pollMs, new Metrics('gateway', { withProcess: false }));
    streams.push(stream);
    return stream;
  };

  ticketStreamContract(async () => {
    const store = new CutSessionStore();
    return { here: open(store), there: open(store) };
  });

  it('wakes a reader beside it at once, and not a second time by its own echo', async () => {
    const stream = open(new CutSessionStore());
    let rung = 0;
    stream.subscribe({ tenantId: 'acme' }, () => (rung += 1));
    await waitFor('the subscription to hold', () => rung === 1);
    stream.announce({ tenantId: 'acme', ticketId: 't-1' });
    expect(rung).toBe(2);
    await Promise.resolve();
    expect(rung).toBe(2);
  });

  it('lets its readers look for themselves while it hears nothing', async () => {
    const store = new CutSessionStore();
    store.state = { up: false, interruptions: 1 };
    let rung = 0;
    open(store, POLL_MS).subscribe({ tenantId: 'acme', ticketId: 't-1' }, () => (rung += 1));
    await waitFor('several looks', () => rung >= 3);
  });

  it('lets them look once more after an interruption, and listens again where it was refused', async () => {
    const store = new CutSessionStore();
    store.state = { up: false, interruptions: 1 };
    const [here, there] = [open(store), open(store, POLL_MS)];
    let rung = 0;
    there.subscribe({ tenantId: 'acme', ticketId: 't-1' }, () => (rung += 1));
    store.state = { up: true, interruptions: 1 };
    await waitFor('the return', async () => {
      const before = rung;
      here.announce({ tenantId: 'acme', ticketId: 't-1' });
      return rung > before;
    });
    const before = rung;
    store.state = { up: true, interruptions: 2 };
    await waitFor('another look', () => rung > before);
  });
});
