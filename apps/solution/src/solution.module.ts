import { Module } from '@nestjs/common';
import { ladder } from '@mesh/agents';
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
  controllers: [ExecuteAgentController],
  providers: [
    ...sessionStoreProviders,
    ...ladder(ReplyDrafter, [LlmReplyDrafter, LocalReplyDrafter]),
    DraftReplyHandler,
  ],
})
export class SolutionModule {}
