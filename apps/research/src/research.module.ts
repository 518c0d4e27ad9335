import { Module } from '@nestjs/common';
import { AgentTools, agentProfile, ladder } from '@mesh/agents';
import { AgentProfileController, FeatureFlagsModule } from '@mesh/bootstrap';
import { provideConfig } from '@mesh/config';
import { JobsModule } from '@mesh/jobs';
import { LlmModule } from '@mesh/llm';
import { MessagingModule } from '@mesh/messaging';
import { CustomerRecords, NoCustomerRecords } from './customer-records/customer-records.port';
import { ResearchServices } from './customer-records/research-services';
import { ResearchTools } from './customer-records/research-tools';
import { ToolCustomerRecords } from './customer-records/tool-customer-records';
import { DocumentWriter } from './documents/document-writer';
import { DocumentsController } from './documents/documents.controller';
import { ExecuteAgentController } from './execute-agent/execute-agent.controller';
import { EvidenceFinder } from './find-evidence/evidence-finder.port';
import { EvidenceSearch } from './find-evidence/evidence-search';
import { FindEvidenceHandler } from './find-evidence/find-evidence.handler';
import { LlmEvidenceFinder } from './find-evidence/llm-evidence-finder';
import { LocalEvidenceFinder } from './find-evidence/local-evidence-finder';
import { ForgetCustomerHandler } from './forget-customer/forget-customer.handler';
import { CleanWorker } from './index-knowledge/clean-worker';
import { IndexOrders } from './index-knowledge/index-orders';
import { IndexSchedule } from './index-knowledge/index-schedule';
import { KnowingTenants } from './index-knowledge/pg-knowing-tenants';
import { SweepWorker } from './index-knowledge/sweep-worker';
import { IndexController } from './index-knowledge/index.controller';
import { IndexWorker } from './index-knowledge/index-worker';
import { memoryProviders } from './memory.providers';
import { PublishDocumentHandler } from './publish-document/publish-document.handler';
import { RelatedDocumentsController } from './related-documents/related-documents.controller';
import { RememberResolutionHandler } from './remember-resolution/remember-resolution.handler';
import { ResearchConfig } from './research.config';
import { ResolutionsController } from './resolutions/resolutions.controller';
import { KnowledgeSearch } from './search-knowledge/knowledge-search';
import { PastAnswers } from './search-knowledge/past-answers.port';
import { PgPastAnswers } from './search-knowledge/pg-past-answers';
import { SearchKnowledgeController } from './search-knowledge/search-knowledge.controller';
import { ToolCallsController } from './tools/tool-calls.controller';
import { ToolServersController } from './tools/tool-servers.controller';
import { toolProviders } from './tools/tool.providers';
import { ToolsConfig, type ToolsSettings } from './tools/tools.config';
import { ToolsController } from './tools/tools.controller';
import { WithdrawResolutionHandler } from './withdraw-resolution/withdraw-resolution.handler';

@Module({
  imports: [
    MessagingModule.forService('research'),
    JobsModule.forService('research'),
    LlmModule,
    FeatureFlagsModule.forService(),
  ],
  controllers: [
    DocumentsController,
    RelatedDocumentsController,
    SearchKnowledgeController,
    IndexController,
    ExecuteAgentController,
    AgentProfileController,
    ToolServersController,
    ToolCallsController,
    ToolsController,
    ResolutionsController,
  ],
  providers: [
    provideConfig(ResearchConfig),
    ...memoryProviders,
    ...ladder(EvidenceFinder, [LlmEvidenceFinder, LocalEvidenceFinder]),
    agentProfile('research', [LlmEvidenceFinder, LocalEvidenceFinder]),
    ...toolProviders,
    ToolCustomerRecords,
    ResearchServices,
    { provide: AgentTools, useClass: ResearchTools },
    {
      provide: CustomerRecords,
      inject: [ToolsConfig.token, ToolCustomerRecords],
      useFactory: ({ RESEARCH_TOOLS_ENABLED }: ToolsSettings, tools: ToolCustomerRecords) =>
        RESEARCH_TOOLS_ENABLED ? tools : new NoCustomerRecords(),
    },
    KnowledgeSearch,
    EvidenceSearch,
    { provide: PastAnswers, useClass: PgPastAnswers },
    DocumentWriter,
    ...[KnowingTenants, IndexOrders, IndexWorker, SweepWorker, CleanWorker, IndexSchedule],
    FindEvidenceHandler,
    PublishDocumentHandler,
    RememberResolutionHandler,
    WithdrawResolutionHandler,
    ForgetCustomerHandler,
  ],
})
export class ResearchModule {}
