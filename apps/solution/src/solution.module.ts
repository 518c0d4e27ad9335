import { Module } from '@nestjs/common';
import { agentProfile, ladder } from '@mesh/agents';
import { AgentProfileController } from '@mesh/bootstrap';
import { LlmModule } from '@mesh/llm';
import { sessionStoreProviders } from '@mesh/memory';
import { MessagingModule } from '@mesh/messaging';
import { ExecuteAgentController } from './execute-agent/execute-agent.controller';
import { LlmReplyDrafter } from './draft-reply/llm-reply-drafter';
import { LocalReplyDrafter } from './draft-reply/local-reply-drafter';
import { ReplyDrafter } from './draft-reply/reply-drafter.port';
import { DraftReplyHandler } from './draft-reply/draft-reply.handler';

@Module({
  imports: [MessagingModule.forService('solution'), LlmModule],
  controllers: [ExecuteAgentController, AgentProfileController],
  providers: [
    ...sessionStoreProviders,
    ...ladder(ReplyDrafter, [LlmReplyDrafter, LocalReplyDrafter]),
    agentProfile('solution', [LlmReplyDrafter, LocalReplyDrafter]),
    DraftReplyHandler,
  ],
})
export class SolutionModule {}
