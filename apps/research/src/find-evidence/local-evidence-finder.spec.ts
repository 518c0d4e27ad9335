import { type RunningTestService, testService } from '@mesh/testing';
import { caller } from '../../test/samples';
import { evidenceFinderContract } from '../../test/evidence-finder.contract';
import { DocumentWriter } from '../documents/document-writer';
import { research } from '../research.service';
import { LocalEvidenceFinder } from './local-evidence-finder';

describe('evidence found without a model', () => {
  let service: RunningTestService;
  let n = 0;
  beforeAll(async () => {
    service = await testService(research).start();
  });
  afterAll(() => service.stop());

  evidenceFinderContract(async () => {
    const tenantId = `tenant-${(n += 1)}`;
    return {
      tenantId,
      finder: service.get(LocalEvidenceFinder),
      know: async (documents) => {
        for (const [id, document] of Object.entries(documents)) {
          await service.get(DocumentWriter).save(caller(tenantId), id, document);
        }
      },
    };
  });
});
