import { Injectable } from '@nestjs/common';
import { type AgentAnswer, localWorker, measure } from '@mesh/agents';
import type { Draft } from '@mesh/contracts';
import { composeDraft } from './compose-draft';
import { DraftTask, ReplyDrafter } from './reply-drafter.port';

/** Puts sentences of the evidence together, unchanged; needs no model. */
@Injectable()
export class LocalReplyDrafter extends ReplyDrafter {
  draft(task: DraftTask): Promise<AgentAnswer<Draft>> {
    return measure(localWorker('solution'), () => composeDraft(task));
  }
}
