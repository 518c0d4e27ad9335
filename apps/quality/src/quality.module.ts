import { Module } from '@nestjs/common';
import { ladder } from '@mesh/agents';
import { LlmModule } from '@mesh/llm';
import { MessagingModule } from '@mesh/messaging';
import { ExecuteAgentController } from './execute-agent/execute-agent.controller';
import { LlmReplyReviewer } from './review-draft/llm-reply-reviewer';
import { LocalReplyReviewer } from './review-draft/local-reply-reviewer';
import { ReplyReviewer } from './review-draft/reply-reviewer.port';
import { ReviewDraftHandler } from './review-draft/review-draft.handler';

@Module({
  imports: [MessagingModule.forService('quality'), LlmModule],
  controllers: [ExecuteAgentController],
  providers: [...ladder(ReplyReviewer, [LlmReplyReviewer, LocalReplyReviewer]), ReviewDraftHandler],
})
export class QualityModule {}
