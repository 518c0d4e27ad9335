import { Module } from '@nestjs/common';
import { agentProfile, ladder } from '@mesh/agents';
import { AgentProfileController } from '@mesh/bootstrap';
import { LlmModule } from '@mesh/llm';
import { MessagingModule } from '@mesh/messaging';
import { ExecuteAgentController } from './execute-agent/execute-agent.controller';
import { LlmReplyReviewer } from './review-draft/llm-reply-reviewer';
import { LocalReplyReviewer } from './review-draft/local-reply-reviewer';
import { ReplyReviewer } from './review-draft/reply-reviewer.port';
import { ReviewDraftHandler } from './review-draft/review-draft.handler';

@Module({
  imports: [MessagingModule.forService('quality'), LlmModule],
  controllers: [ExecuteAgentController, AgentProfileController],
  providers: [
    ...ladder(ReplyReviewer, [LlmReplyReviewer, LocalReplyReviewer]),
    agentProfile('quality', [LlmReplyReviewer, LocalReplyReviewer]),
    ReviewDraftHandler,
  ],
})
export class QualityModule {}
