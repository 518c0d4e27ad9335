import { type RecordableHistogram, createHistogram } from 'node:perf_hooks';

/** How late beats were, over this window and the one before. */
export class LateBeats {
  private current: RecordableHistogram = createHistogram();
  private before = 0;
  private beats = 0;

  constructor(
    private readonly beatMs: number,
    private readonly beatsPerWindow: number,
  ) {}

  /** A beat that came late stands for all those that were due meanwhile: each of them was late, too. */
  record(lateMs: number): void {
    for (let late = lateMs; late > 0; late -= this.beatMs) this.current.record(Math.ceil(late));
    if (lateMs <= 0) this.current.record(1);
    this.beats += 1;
    if (this.beats % this.beatsPerWindow === 0) this.turn();
  }

  get p99Ms(): number {
    return Math.max(this.before, p99Of(this.current));
  }

  private turn(): void {
    this.before = p99Of(this.current);
    this.current = createHistogram();
  }
}

const p99Of = (histogram: RecordableHistogram): number => (histogram.count === 0 ? 0 : histogram.percentile(99));
