/**
 * What all processes share that ask the same models: what was spent, how often a model may be asked, and which model
 * wants to be left alone. It never fails and never holds up a question for longer than one request to its store takes;
 * while the store is away, each process counts for itself.
 */
export abstract class SharedLimits {
  /** What was put on an account, in billionths of a dollar; 0 when nothing was, or when it was forgotten. */
  abstract spentOn(account: string): Promise<number>;

  /** Puts a sum on an account. Two days after its first sum an account is forgotten. */
  abstract charge(account: string, nanoUsd: number): Promise<void>;

  /** Takes one of the calls that a model may get in this span of time: 0, or the wait in milliseconds when none is left. */
  abstract takeCall(model: string): Promise<number>;

  /** From now on nobody asks this model for so long. Waits shorter than a second are the asker's own affair. */
  abstract leaveAlone(model: string, milliseconds: number): Promise<void>;

  /** How long a model is still to be left alone, in milliseconds. */
  abstract restOf(model: string): Promise<number>;
}
