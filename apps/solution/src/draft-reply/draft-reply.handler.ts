import { Inject } from '@nestjs/common';
import { type AgentAnswer, completeStep } from '@mesh/agents';
import { type Draft, DraftReply } from '@mesh/contracts';
import { DraftBoard } from '@mesh/memory';
import { Handles, type MessageHandler, type MessageOf, type WorkContext, type WorkTransaction } from '@mesh/messaging';
import { ReplyDrafter } from './reply-drafter.port';

type Command = MessageOf<typeof DraftReply>;

@Handles(DraftReply)
export class DraftReplyHandler implements MessageHandler<typeof DraftReply, AgentAnswer<Draft>> {
  constructor(
    @Inject(ReplyDrafter) private readonly drafter: ReplyDrafter,
    @Inject(DraftBoard) private readonly board: DraftBoard,
  ) {}

  prepare({ data, tenantId }: Command, { signal }: WorkContext): Promise<AgentAnswer<Draft>> {
    const { ticketId, turn, stepId } = data.step;
    return this.drafter.draft(data, signal, (text) => this.board.show(tenantId, { ticketId, turn, stepId, text }));
  }

  async commit({ data }: Command, { result, work }: AgentAnswer<Draft>, tx: WorkTransaction): Promise<void> {
    tx.send(completeStep(data.step, { kind: 'drafted', draft: result }, work));
  }
}
