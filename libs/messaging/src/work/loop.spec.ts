import { waitFor } from '@mesh/testing';
import { Loop } from './loop';

const HOUR = 3_600_000;

class Counting {
  rounds = 0;
  readonly errors: unknown[] = [];
  private running = 0;
  most = 0;

  constructor(private readonly work: (round: number) => Promise<boolean> | boolean = () => false) {}

  readonly turn = async (): Promise<boolean> => {
    this.rounds += 1;
    this.running += 1;
    this.most = Math.max(this.most, this.running);
    try {
      return await this.work(this.rounds);
    } finally {
      this.running -= 1;
    }
  };

  loop(pollMs = HOUR): Loop {
    return new Loop(this.turn, pollMs, (error) => this.errors.push(error));
  }
}

describe('a loop', () => {
  it('does a round at its start and goes on as long as there is more to do', async () => {
    const counting = new Counting((round) => round < 5);
    const loop = counting.loop();
    loop.start();
    await waitFor('five rounds', () => counting.rounds === 5);
    await loop.stop();
    expect(counting.rounds).toBe(5);
  });

  it('never runs twice at once, and does not miss a poke during a round', async () => {
    let open = (): void => undefined;
    const counting = new Counting(async (round) => {
      if (round === 1) await new Promise<void>((resolve) => (open = resolve));
      return false;
    });
    const loop = counting.loop();
    loop.start();
    await waitFor('the first round', () => counting.rounds === 1);
    for (let n = 0; n < 10; n += 1) loop.poke();
    open();
    await waitFor('one more round', () => counting.rounds === 2);
    await loop.stop();
    expect(counting).toMatchObject({ rounds: 2, most: 1 });
  });

  it('comes back by itself when nobody pokes', async () => {
    const counting = new Counting();
    const loop = counting.loop(1);
    loop.start();
    await waitFor('three rounds', () => counting.rounds >= 3);
    await loop.stop();
  });

  it('reports a fault and goes on with the next poke or poll', async () => {
    const counting = new Counting((round) => {
      if (round <= 2) throw new Error(`round ${round}`);
      return false;
    });
    const loop = counting.loop(1);
    loop.start();
    await waitFor('a round after the faults', () => counting.rounds >= 3);
    await loop.stop();
    expect(counting.errors).toEqual([new Error('round 1'), new Error('round 2')]);
  });

  it('stops after the round in hand and ignores later pokes, until it is started again', async () => {
    let open = (): void => undefined;
    const counting = new Counting(async (round) => {
      if (round === 1) await new Promise<void>((resolve) => (open = resolve));
      return true;
    });
    const loop = counting.loop(1);
    loop.start();
    await waitFor('the first round', () => counting.rounds === 1);
    let stopped = false;
    const stopping = loop.stop().then(() => (stopped = true));
    await new Promise((resolve) => setImmediate(resolve));
    expect(stopped).toBe(false);
    open();
    await stopping;
    loop.poke();
    await new Promise((resolve) => setImmediate(resolve));
    expect(counting.rounds).toBe(1);
    loop.start();
    await waitFor('a round after the new start', () => counting.rounds > 1);
    await loop.stop();
  });
});
