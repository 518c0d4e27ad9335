import type { MessageDraft, StepRef } from '@mesh/contracts';
import type { CommandName } from '../graph/nodes';
import type { TextRefs } from '../state/values';
import type { WorkflowState } from '../state/workflow-state';

/** A command to be written: its texts by hash, everything else from the state after the transition. */
export interface CommandPlan {
  readonly command: CommandName;
  /** Null when the workflow itself is broken. */
  readonly step: StepRef | null;
  readonly texts: TextRefs;
  /** With `send_reply`: what is executed. */
  readonly decisionId?: string;
}

export interface TimerPlan {
  readonly id: string;
  readonly turn: number;
  /** Which configured time it runs. */
  readonly after: 'quiet' | 'step';
  readonly stepId: string;
  readonly attempt: 1 | 2;
}

/** What one input makes of a workflow. */
export interface Decision {
  readonly state: WorkflowState;
  readonly commands: readonly CommandPlan[];
  readonly facts: readonly MessageDraft[];
  readonly timers: readonly TimerPlan[];
  /** Ids of timers that are no longer needed. */
  readonly cancels: readonly string[];
  /** Set when the input changed nothing: late, duplicate or superseded. */
  readonly ignored: string | null;
}
