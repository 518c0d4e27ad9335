import { waitFor } from '@mesh/testing';
import { Logger } from '@mesh/observability';
import { RegularWork } from './regular-work';

/** Time for what would run every millisecond to run again. */
async function manyTurns(): Promise<void> {
  let turns = 0;
  const other = new RegularWork({ failure: 'none', work: async () => (turns += 1), logger: Logger.silent() }, 1);
  other.start();
  await waitFor('many turns', () => turns > 10);
  other.stop();
}

describe('regular work', () => {
  it('goes on after a failure, which is logged by its name', async () => {
    const lines: string[] = [];
    const destination = { write: (line: string) => void lines.push(line) };
    const logger = Logger.create({ service: 'triage', level: 'info', destination });
    let runs = 0;
    const work = () => ((runs += 1) === 1 ? Promise.reject(new Error('the store is away')) : Promise.resolve());
    const regular = new RegularWork({ failure: 'not_swept', work, logger }, 5);
    regular.start();
    await waitFor('a run after the failure', () => runs > 2);
    regular.stop();
    expect(lines).toEqual([expect.stringContaining('"event":"not_swept"')]);
  });

  it('is never done twice at once', async () => {
    let [begun, finish] = [0, (): void => undefined];
    const work = () => {
      begun += 1;
      return new Promise<void>((resolve) => (finish = resolve));
    };
    const regular = new RegularWork({ failure: 'not_swept', work, logger: Logger.silent() }, 1);
    regular.start();
    await waitFor('the first run', () => begun === 1);
    await manyTurns();
    expect(begun).toBe(1);
    finish();
    await waitFor('the second run', () => begun === 2);
    regular.stop();
    finish();
  });
});
