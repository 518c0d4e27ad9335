import { Module } from '@nestjs/common';
import { MeshConfig, provideConfig } from '@mesh/config';
import { Clock, SystemClock } from '@mesh/kernel';
import { AgentsController } from '../agents-admin/agents.controller';
import { ExecuteAgentController } from '../agents-admin/execute-agent.controller';
import { ManageAgents } from '../agents-admin/manage-agents';
import { TrialStreams } from '../agents-admin/trial-streams';
import { AuditController } from '../audit/audit.controller';
import { CategoriesController } from '../categories/categories.controller';
import { CategoryStore } from '../categories/category-store';
import { DeadLettersController } from '../dead-letters/dead-letters.controller';
import { ListDeadLetters } from '../dead-letters/list-dead-letters';
import { ExternalServicesController } from '../external-services/external-services.controller';
import { WebhookServices } from '../external-services/webhook-services';
import { FeatureFlagsController, InternalFlagsController } from '../feature-flags/feature-flags.controller';
import { gatewayFlags } from '../feature-flags/gateway-flags';
import { ManageFlags } from '../feature-flags/manage-flags';
import { IdentityModule } from '../identity';
import { ChangeChannel } from '../channels/change-channel';
import { ChannelsController } from '../channels/channels.controller';
import { RepliesConfig } from '../channels/replies.config';
import { InboundChannelsController } from '../inbound/inbound-channels.controller';
import { KnowledgeController } from '../knowledge/knowledge.controller';
import { AffectedAnswers } from '../knowledge/affected-answers';
import { ResolutionsController } from '../learning/resolutions.controller';
import { OutboxController } from '../outbox/outbox.controller';
import { PoliciesController } from '../policies/policies.controller';
import { PolicyStore } from '../policies/policy-store';
import { QueuesController } from '../queues/queues.controller';
import { Tenants } from '../tenants/tenants';
import { TenantsController } from '../tenants/tenants.controller';
import { DeliveriesController } from '../webhooks/deliveries.controller';
import { ManageWebhooks } from '../webhooks/manage-webhooks';
import { OrderDeliveries } from '../webhooks/order-deliveries';
import { WebhooksController } from '../webhooks/webhooks.controller';
import { WebhooksModule } from '../webhooks/webhooks.module';
import { WorkflowController } from '../workflow/workflow.controller';
import { ApiSurface } from './api-surface';
import { PassThrough } from './pass-through';
import { ThrottlingModule } from './throttling/throttling.module';

/** The outer side of the gateway: identity, the API listener, administration, and what other services answer. */
@Module({
  imports: [ThrottlingModule, IdentityModule, WebhooksModule, gatewayFlags],
  controllers: [
    AgentsController,
    AuditController,
    CategoriesController,
    ChannelsController,
    DeliveriesController,
    DeadLettersController,
    ExecuteAgentController,
    InboundChannelsController,
    ExternalServicesController,
    FeatureFlagsController,
    InternalFlagsController,
    KnowledgeController,
    OutboxController,
    PoliciesController,
    QueuesController,
    ResolutionsController,
    TenantsController,
    WebhooksController,
    WorkflowController,
  ],
  providers: [
    provideConfig(MeshConfig),
    provideConfig(RepliesConfig),
    { provide: Clock, useClass: SystemClock },
    ApiSurface,
    PassThrough,
    AffectedAnswers,
    CategoryStore,
    ChangeChannel,
    ListDeadLetters,
    ManageAgents,
    ManageFlags,
    ManageWebhooks,
    OrderDeliveries,
    PolicyStore,
    Tenants,
    TrialStreams,
    WebhookServices,
  ],
})
export class EdgeModule {}
