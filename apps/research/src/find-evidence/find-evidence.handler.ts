import { Inject } from '@nestjs/common';
import { type AgentAnswer, completeStep } from '@mesh/agents';
import { type EvidenceFound, FindEvidence } from '@mesh/contracts';
import { Handles, type MessageHandler, type MessageOf, type WorkContext, type WorkTransaction } from '@mesh/messaging';
import { CustomerRecords } from '../customer-records/customer-records.port';
import { withRecords } from '../customer-records/records-as-evidence';
import { EvidenceFinder } from './evidence-finder.port';

type Command = MessageOf<typeof FindEvidence>;

@Handles(FindEvidence)
export class FindEvidenceHandler implements MessageHandler<typeof FindEvidence, AgentAnswer<EvidenceFound>> {
  constructor(
    @Inject(EvidenceFinder) private readonly finder: EvidenceFinder,
    @Inject(CustomerRecords) private readonly records: CustomerRecords,
  ) {}

  async prepare({ tenantId, data }: Command, { signal }: WorkContext): Promise<AgentAnswer<EvidenceFound>> {
    const { conversation, triage, agent } = data;
    const [answer, records] = await Promise.all([
      this.finder.find({ tenantId, conversation, triage, agent }, signal),
      this.records.of({ tenantId, conversation, tools: agent?.tools }, signal),
    ]);
    return { ...answer, result: withRecords(answer.result, records) };
  }

  commit({ data }: Command, { result, work }: AgentAnswer<EvidenceFound>, tx: WorkTransaction): Promise<void> {
    tx.send(completeStep(data.step, { kind: 'evidence_found', found: result }, work));
    return Promise.resolve();
  }
}
