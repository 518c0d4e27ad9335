import { Inject, Injectable } from '@nestjs/common';
import { type AgentAnswer, localWorker, measure } from '@mesh/agents';
import type { EvidenceFound } from '@mesh/contracts';
import { EvidenceFinder, type EvidenceTask } from './evidence-finder.port';
import { EvidenceSearch } from './evidence-search';
import { foundEvidence } from './found-evidence';
import { questionOf } from './question-of';

const WORKER = localWorker('research');

/** Search and judgement without a model. */
@Injectable()
export class LocalEvidenceFinder extends EvidenceFinder {
  constructor(@Inject(EvidenceSearch) private readonly search: EvidenceSearch) {
    super();
  }

  find({ tenantId, conversation }: EvidenceTask, signal: AbortSignal): Promise<AgentAnswer<EvidenceFound>> {
    const text = questionOf(conversation);
    return measure(WORKER, async () => {
      const passages = await this.search.passagesFor(tenantId, text, signal);
      const judged = await this.search.judge(tenantId, text, passages);
      return foundEvidence(passages, { ...judged, reasons: judged.reasons.map((code) => ({ code })) });
    });
  }
}
