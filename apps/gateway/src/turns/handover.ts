import type { CheckResult, Draft, Evidence, HandoverPackage, HandoverReason, Reason } from '@mesh/contracts';

/** What a person who takes the ticket sees; the command brings the texts, the fact the rest. */
export interface Handover {
  readonly turn: number;
  readonly reason: HandoverReason;
  readonly reasons: readonly Reason[];
  readonly queue?: string | undefined;
  /** ISO 8601. */
  readonly dueAt?: string | undefined;
  readonly package?: HandoverPackage | undefined;
  readonly draft?: Draft | undefined;
  readonly evidence?: readonly Evidence[] | undefined;
  readonly checks?: readonly CheckResult[] | undefined;
  /** How often it breached its clock. */
  readonly breaches?: number | undefined;
}
