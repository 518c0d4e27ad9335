import { Inject, Injectable } from '@nestjs/common';
import { METRICS, Metrics } from '@mesh/observability';
import type { Decision } from '../workflow/decide/decision';
import type { WorkflowInput } from '../workflow/decide/workflow-input';
import { NODES } from '../workflow/graph/nodes';
import type { WorkflowState } from '../workflow/state/workflow-state';

@Injectable()
export class WorkflowMetrics {
  private readonly inputs;
  private readonly ends;

  constructor(@Inject(Metrics) metrics: Metrics) {
    this.inputs = metrics.counter(METRICS.workflowInputs, 'What moved workflows, and what came too late', [
      'input',
      'result',
    ]);
    this.ends = metrics.counter(METRICS.ticketsTerminal, 'Runs whose machine work ended, by the status', ['status']);
  }

  count(input: WorkflowInput['kind'], before: WorkflowState | undefined, { state, ignored }: Decision): void {
    this.inputs.inc({ input, result: ignored ?? 'accepted' });
    const rests = NODES[state.position.node].kind === 'rest';
    if (rests && before?.position !== state.position) this.ends.inc({ status: state.status });
  }
}
