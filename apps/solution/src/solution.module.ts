import { Module } from '@nestjs/common';
import { ladder } from '@mesh/agents';
import { MessagingModule } from '@mesh/messaging';
import { ExecuteAgentController } from './execute-agent/execute-agent.controller';
import { LocalReplyDrafter } from './draft-reply/local-reply-drafter';
import { ReplyDrafter } from './draft-reply/reply-drafter.port';
import { DraftReplyHandler } from './draft-reply/draft-reply.handler';

@Module({
  imports: [MessagingModule.forService('solution')],
  controllers: [ExecuteAgentController],
  providers: [...ladder(ReplyDrafter, [LocalReplyDrafter]), DraftReplyHandler],
})
export class SolutionModule {}
