import { appendFileSync } from 'node:fs';

/** What the outside world knows of one ticket. */
export interface LedgerEntry {
  readonly externalId: string;
  /** Set by a 202. */
  id?: string;
  /** Feedback that was answered with 2xx, and feedback whose answer was lost. */
  feedback: { ok: number; unknown: number };
}

/** Kept outside the mesh: what was asked of it and what it promised. */
export class Ledger {
  private readonly entries = new Map<string, LedgerEntry>();

  /** @param file every event is appended to it, one JSON object per line */
  constructor(private readonly file?: string) {}

  open(externalId: string): LedgerEntry {
    const entry: LedgerEntry = { externalId, feedback: { ok: 0, unknown: 0 } };
    this.entries.set(externalId, entry);
    this.note('asked', externalId);
    return entry;
  }

  accepted(entry: LedgerEntry, id: string): void {
    entry.id = id;
    this.note('accepted', entry.externalId);
  }

  feedback(entry: LedgerEntry, outcome: 'ok' | 'unknown'): void {
    entry.feedback[outcome] += 1;
    this.note(`feedback-${outcome}`, entry.externalId);
  }

  killed(moment: string): void {
    this.note('killed', moment);
  }

  all(): LedgerEntry[] {
    return [...this.entries.values()];
  }

  private note(event: string, subject: string): void {
    if (this.file) appendFileSync(this.file, `${JSON.stringify({ at: new Date().toISOString(), event, subject })}\n`);
  }
}
