/** A labelled message of the `triage-*.jsonl` files. */
export interface TriageRow {
  readonly id: string;
  readonly text: string;
  readonly label: string;
  readonly bot?: string;
}
