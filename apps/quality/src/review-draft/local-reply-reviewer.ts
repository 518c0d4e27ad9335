import { Injectable } from '@nestjs/common';
import { type AgentAnswer, localWorker, measure } from '@mesh/agents';
import type { Verdict } from '@mesh/contracts';
import { ReplyReviewer, ReviewTask } from './reply-reviewer.port';
import { reviewDraft } from './review.decision';

/** Judges by published rules; needs no model. */
@Injectable()
export class LocalReplyReviewer extends ReplyReviewer {
  review(task: ReviewTask): Promise<AgentAnswer<Verdict>> {
    return measure(localWorker('quality'), () => reviewDraft(task));
  }
}
