import { Module } from '@nestjs/common';
import { ladder } from '@mesh/agents';
import { MessagingModule } from '@mesh/messaging';
import { ExecuteAgentController } from './execute-agent/execute-agent.controller';
import { LocalReplyReviewer } from './review-draft/local-reply-reviewer';
import { ReplyReviewer } from './review-draft/reply-reviewer.port';
import { ReviewDraftHandler } from './review-draft/review-draft.handler';

@Module({
  imports: [MessagingModule.forService('quality')],
  controllers: [ExecuteAgentController],
  providers: [...ladder(ReplyReviewer, [LocalReplyReviewer]), ReviewDraftHandler],
})
export class QualityModule {}
