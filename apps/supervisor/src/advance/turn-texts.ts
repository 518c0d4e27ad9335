import type { Conversation, Draft, Evidence, HandoverPackage } from '@mesh/contracts';
import type { TextName } from '../workflow/state/values';

/** The working texts of an open turn, by name. */
export interface TurnTexts {
  readonly conversation: Conversation;
  readonly evidence: readonly Evidence[];
  readonly draft: Draft;
  /** What a reviewer or an approver wants changed. */
  readonly feedback: string;
  readonly package: HandoverPackage;
}

export type SomeTexts = { readonly [Name in TextName]?: TurnTexts[Name] };
