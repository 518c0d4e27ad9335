import { Global, Module } from '@nestjs/common';
import { provideConfig } from '@mesh/config';
import { WorkflowEngine } from './advance/workflow-engine';
import { WorkflowMetrics } from './advance/workflow-metrics';
import { PgSnapshotRetention } from './store/pg-snapshot-retention';
import { PgWorkflowStore } from './store/pg-workflow-store';
import { WorkflowStore } from './store/workflow-store.port';
import { SupervisorConfig } from './supervisor.config';

/** Global, because the dead-letter policy lives inside the messaging module and needs the engine too. */
@Global()
@Module({
  providers: [
    provideConfig(SupervisorConfig),
    { provide: WorkflowStore, useClass: PgWorkflowStore },
    PgSnapshotRetention,
    WorkflowMetrics,
    WorkflowEngine,
  ],
  exports: [WorkflowStore, WorkflowEngine],
})
export class WorkflowModule {}
