import { Inject } from '@nestjs/common';
import { type AgentAnswer, completeStep } from '@mesh/agents';
import { ReviewDraft, type Verdict } from '@mesh/contracts';
import { Handles, type MessageHandler, type MessageOf, type WorkContext, type WorkTransaction } from '@mesh/messaging';
import { ReplyReviewer } from './reply-reviewer.port';

type Command = MessageOf<typeof ReviewDraft>;

@Handles(ReviewDraft)
export class ReviewDraftHandler implements MessageHandler<typeof ReviewDraft, AgentAnswer<Verdict>> {
  constructor(@Inject(ReplyReviewer) private readonly reviewer: ReplyReviewer) {}

  prepare({ data }: Command, { signal }: WorkContext): Promise<AgentAnswer<Verdict>> {
    return this.reviewer.review(data, signal);
  }

  async commit({ data }: Command, { result, work }: AgentAnswer<Verdict>, tx: WorkTransaction): Promise<void> {
    tx.send(completeStep(data.step, { kind: 'reviewed', verdict: result }, work));
  }
}
