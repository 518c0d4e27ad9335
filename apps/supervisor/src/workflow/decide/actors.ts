import type { Actor } from '@mesh/contracts';
import type { WorkflowState } from '../state/workflow-state';

export const SYSTEM: Actor = { kind: 'system', id: 'supervisor' };
/** Who exactly the customer is stands in the ticket, not in facts. */
export const CUSTOMER: Actor = { kind: 'customer', id: 'customer' };
export const policyActor = (state: WorkflowState): Actor => ({ kind: 'policy', id: `policy-${state.policy.version}` });
