import { Module } from '@nestjs/common';
import { MeshConfig, provideConfig } from '@mesh/config';
import { AgentsController } from '../agents-admin/agents.controller';
import { AuditController } from '../audit/audit.controller';
import { CategoriesController } from '../categories/categories.controller';
import { CategoryStore } from '../categories/category-store';
import { DeadLettersController } from '../dead-letters/dead-letters.controller';
import { ListDeadLetters } from '../dead-letters/list-dead-letters';
import { IdentityModule } from '../identity';
import { KnowledgeController } from '../knowledge/knowledge.controller';
import { AffectedAnswers } from '../knowledge/affected-answers';
import { ResolutionsController } from '../learning/resolutions.controller';
import { OutboxController } from '../outbox/outbox.controller';
import { PoliciesController } from '../policies/policies.controller';
import { PolicyStore } from '../policies/policy-store';
import { QueuesController } from '../queues/queues.controller';
import { Tenants } from '../tenants/tenants';
import { TenantsController } from '../tenants/tenants.controller';
import { WorkflowController } from '../workflow/workflow.controller';
import { ApiSurface } from './api-surface';
import { PassThrough } from './pass-through';
import { ThrottlingModule } from './throttling/throttling.module';

/** The outer side of the gateway: identity, the API listener, administration, and what other services answer. */
@Module({
  imports: [ThrottlingModule, IdentityModule],
  controllers: [
    AgentsController,
    AuditController,
    CategoriesController,
    DeadLettersController,
    KnowledgeController,
    OutboxController,
    PoliciesController,
    QueuesController,
    ResolutionsController,
    TenantsController,
    WorkflowController,
  ],
  providers: [
    provideConfig(MeshConfig),
    ApiSurface,
    PassThrough,
    AffectedAnswers,
    CategoryStore,
    ListDeadLetters,
    PolicyStore,
    Tenants,
  ],
})
export class EdgeModule {}
