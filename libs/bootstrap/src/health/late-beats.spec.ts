import { LateBeats } from './late-beats';

const beats = (...late: readonly number[]): LateBeats => {
  const all = new LateBeats(100, 10);
  for (const ms of late) all.record(ms);
  return all;
};

describe('how late the beats were', () => {
  it('is nothing to speak of in a free thread', () => {
    expect(beats(0, -1, 0, 0).p99Ms).toBe(1);
  });

  it('shows one long hold-up, although only one beat noticed it', () => {
    expect(beats(0, 0, 0, 0, 4_000).p99Ms).toBeGreaterThanOrEqual(3_900);
  });

  it('is remembered for the window after its own, and then forgotten', () => {
    const all = beats(4_000, ...Array.from({ length: 18 }, () => 0));
    expect(all.p99Ms).toBeGreaterThan(3_000);
    all.record(0);
    expect(all.p99Ms).toBe(1);
  });
});
