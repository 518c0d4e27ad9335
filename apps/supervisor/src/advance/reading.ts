import type { WorkflowInput } from '../workflow/decide/workflow-input';
import type { SomeTexts } from './turn-texts';

/** A message as the workflow sees it, and the texts that came with it. */
export interface Reading<Input extends WorkflowInput = WorkflowInput> {
  readonly input: Input;
  readonly texts: SomeTexts;
}
