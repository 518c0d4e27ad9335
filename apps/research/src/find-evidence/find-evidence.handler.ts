import { Inject } from '@nestjs/common';
import { type AgentAnswer, completeStep } from '@mesh/agents';
import { type EvidenceFound, FindEvidence } from '@mesh/contracts';
import { Handles, type MessageHandler, type MessageOf, type WorkContext, type WorkTransaction } from '@mesh/messaging';
import { EvidenceFinder } from './evidence-finder.port';

type Command = MessageOf<typeof FindEvidence>;

@Handles(FindEvidence)
export class FindEvidenceHandler implements MessageHandler<typeof FindEvidence, AgentAnswer<EvidenceFound>> {
  constructor(@Inject(EvidenceFinder) private readonly finder: EvidenceFinder) {}

  prepare({ tenantId, data }: Command, { signal }: WorkContext): Promise<AgentAnswer<EvidenceFound>> {
    const { conversation, triage } = data;
    return this.finder.find({ tenantId, conversation, triage }, signal);
  }

  commit({ data }: Command, { result, work }: AgentAnswer<EvidenceFound>, tx: WorkTransaction): Promise<void> {
    tx.send(completeStep(data.step, { kind: 'evidence_found', found: result }, work));
    return Promise.resolve();
  }
}
