import { RetryableError } from '@mesh/kernel';
import { Logger } from '@mesh/observability';
import { LogLines } from '../../test/start-sample';
import type { Dependency, Lack } from './dependency';
import { DependencyWait } from './dependency-wait';

/** Answers as it is told, and goes on with the last answer. */
class Scripted implements Dependency {
  looks = 0;

  constructor(
    readonly name: string,
    private readonly codes: readonly (string | undefined)[],
  ) {}

  look(): Promise<Lack | undefined> {
    const code = this.codes[Math.min(this.looks, this.codes.length - 1)];
    this.looks += 1;
    return Promise.resolve(code === undefined ? undefined : { code, reason: `${this.name} says no` });
  }
}

describe('the wait for what a service needs', () => {
  const log = new LogLines();
  const logger = Logger.create({ service: 'triage', level: 'info', destination: log });
  const never = new AbortController().signal;
  beforeEach(() => log.lines.splice(0));
  const events = () => log.lines.map(({ event, missing }) => [event, missing]);

  it('says nothing when all is there', async () => {
    expect(await new DependencyWait([new Scripted('database', [undefined])], logger).done(never)).toBe(true);
    expect(log.lines).toEqual([]);
  });

  it('tells each change once, not each look', async () => {
    const database = new Scripted('database', [
      'DATABASE_UNAVAILABLE',
      'DATABASE_UNAVAILABLE',
      'SCHEMA_NOT_MIGRATED',
      undefined,
    ]);
    const wait = new DependencyWait([database, new Scripted('kafka', [undefined])], logger);
    expect(await wait.done(never)).toBe(true);
    expect(database.looks).toBe(4);
    expect(events()).toEqual([
      ['service.waiting', ['DATABASE_UNAVAILABLE']],
      ['service.waiting', ['SCHEMA_NOT_MIGRATED']],
      ['service.dependencies_ready', undefined],
    ]);
  });

  it('can be asked what is missing', async () => {
    const wait = new DependencyWait([new Scripted('database', ['DATABASE_UNAVAILABLE'])], logger);
    await wait.look();
    expect([...wait.lacks]).toEqual([['database', { code: 'DATABASE_UNAVAILABLE', reason: 'database says no' }]]);
  });

  it('gives a start that failed another try when something is missing again, or when the fault says that it passes', async () => {
    const stopped = AbortSignal.abort();
    const busy = new RetryableError('DATABASE_UNAVAILABLE', 'not now');
    const wrong = new TypeError('a fault of ours');
    const allThere = () => new DependencyWait([new Scripted('database', [undefined])], logger);
    expect(await allThere().passes(busy, stopped)).toBe(true);
    expect(await allThere().passes(wrong, stopped)).toBe(false);
    const gone = new DependencyWait([new Scripted('database', ['DATABASE_UNAVAILABLE'])], logger);
    expect(await gone.passes(wrong, stopped)).toBe(true);
    expect(log.lines[0]).toMatchObject({ event: 'service.start_postponed', code: 'DATABASE_UNAVAILABLE' });
  });

  it('ends when it is told to', async () => {
    const stopping = new AbortController();
    const done = new DependencyWait([new Scripted('database', ['DATABASE_UNAVAILABLE'])], logger).done(stopping.signal);
    stopping.abort();
    expect(await done).toBe(false);
  });
});
