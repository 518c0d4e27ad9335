/** Answers calls from a list; fails on a call too many, and `assertSpent` on an answer never asked for. */
export class Scripted<Answer> {
  private readonly answers: (Answer | Error)[];
  calls = 0;

  constructor(...answers: (Answer | Error)[]) {
    this.answers = [...answers];
  }

  readonly answer = (): Promise<Answer> => {
    this.calls += 1;
    const next = this.answers.shift();
    if (next === undefined) return Promise.reject(new Error('a call that the script does not foresee'));
    return next instanceof Error ? Promise.reject(next) : Promise.resolve(next);
  };

  assertSpent(): void {
    if (this.answers.length > 0) throw new Error(`${this.answers.length} scripted answers were never asked for`);
  }
}
