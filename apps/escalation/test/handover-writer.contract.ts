import { HandoverPackage, WorkDone } from '@mesh/contracts';
import type { HandoverTask, HandoverWriter } from '../src/prepare-handover/handover-writer.port';
import { aHandover } from './samples';

/** What every writer of hand-overs must keep. */
export function handoverWriterContract(make: () => HandoverWriter | Promise<HandoverWriter>): void {
  const write = async (task: HandoverTask) => (await make()).write(task, new AbortController().signal);

  describe('a writer of hand-overs', () => {
    it('fills a package that fits on a screen and says who wrote it', async () => {
      const { result, work } = await write(aHandover());
      expect(HandoverPackage.parse(result)).toEqual(result);
      expect(result.summary.trim()).not.toBe('');
      expect(result.suggestedNextStep.trim()).not.toBe('');
      expect(WorkDone.parse(work)).toEqual(work);
      expect(work.actor).toMatchObject({ kind: 'agent', id: 'escalation' });
    });

    it('has something to say even when nothing is known', async () => {
      const { result } = await write(aHandover({ body: '', triage: undefined, evidence: [], draft: undefined }));
      expect(result.summary.trim()).not.toBe('');
    });

    it('stays within its limits when the customer wrote very much', async () => {
      const { result } = await write(aHandover({ body: 'My invoice 4711 is wrong. '.repeat(1200) }));
      expect(HandoverPackage.safeParse(result).success).toBe(true);
    });

    it('leaves card numbers out', async () => {
      const { result } = await write(aHandover({ body: 'Why was my card 4111 1111 1111 1111 charged?' }));
      expect(result.summary).not.toContain('4111 1111 1111 1111');
    });

    it('answers with plain data that survives the journal', async () => {
      const answer = await write(aHandover());
      expect(JSON.parse(JSON.stringify(answer))).toEqual(answer);
    });
  });
}
