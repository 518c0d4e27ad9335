import fc from 'fast-check';
import { withCorrelation } from './correlation';
import { Logger, type LogFields, type LogLevel } from './logger';
import { NestLogger } from './nest-logger';

function recording(level: LogLevel = 'trace') {
  let written = '';
  const destination = { write: (text: string) => void (written += text) };
  const logger = Logger.create({ service: 'triage', level, destination });
  const lines = () => written.split('\n').slice(0, -1);
  const objects = () => lines().map((line) => JSON.parse(line) as Record<string, unknown>);
  return { logger, lines, objects, text: () => written };
}

describe('a log line', () => {
  it('says when, by whom, how severe and what', () => {
    const { logger, objects } = recording();
    logger.warn('message_retried', { code: 'LATER', attempts: 2 });
    const [line] = objects();
    expect(line).toMatchObject({
      level: 'warn',
      service: 'triage',
      event: 'message_retried',
      msg: 'message_retried',
      code: 'LATER',
      attempts: 2,
    });
    expect(new Date(String(line?.['ts'])).toISOString()).toBe(line?.['ts']);
  });

  it('F98: is one JSON object on one line without control characters, whatever the text holds', () => {
    const nasty = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom(
        'a\nb',
        '\r\n',
        '\u001b[31mred\u001b[0m',
        '\u009b31m',
        '\u2028',
        '\u202e',
        '\u007f',
        '"}\n{"level":"error"',
        '\u0000',
        '\ud800',
      ),
    );
    fc.assert(
      fc.property(nasty, nasty, (event, detail) => {
        const { logger, lines, text } = recording();
        logger.info(event, { detail });
        expect(lines()).toHaveLength(1);
        expect(JSON.parse(lines()[0] ?? '')).toMatchObject({ level: 'info', service: 'triage' });
        expect(text().slice(0, -1)).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/u);
      }),
    );
  });

  it('F98: keeps what it was given, in every field', () => {
    const { logger, objects } = recording();
    const nasty = 'a\r\n{"level":"error"}\u001b[2J\u009b2J\u202e"\\';
    logger.info('happened', { code: nasty, list: [nasty] });
    expect(objects()).toMatchObject([{ code: nasty, list: [nasty] }]);
  });

  it.each(['body', 'text', 'password', 'authorization', 'cookie', 'key', 'token', 'secret', 'email'])(
    'does not show the field %s',
    (name) => {
      const { logger, objects, text } = recording();
      const fields: LogFields = { [name]: 'canary-7d1', code: 'KEPT' };
      logger.info('happened', fields);
      // Deeper than the type allows, as a careless cast would make it.
      logger.error('happened', { nested: { [name]: 'canary-7d1' } } as unknown as LogFields);
      expect(text()).not.toContain('canary-7d1');
      expect(objects()).toMatchObject([{ [name]: '[redacted]', code: 'KEPT' }, { nested: { [name]: '[redacted]' } }]);
    },
  );

  it('carries the ids of the work that it was written in, also after a wait', async () => {
    const { logger, objects } = recording();
    const work = (correlationId: string, ticketId?: string) =>
      withCorrelation({ correlationId, tenantId: 'acme', ...(ticketId ? { ticketId } : {}) }, async () => {
        await Promise.resolve();
        logger.info('inside');
      });
    await Promise.all([work('c-1', 't-1'), work('c-2')]);
    logger.info('outside');
    expect(objects()).toEqual([
      expect.objectContaining({ correlation_id: 'c-1', tenant_id: 'acme', ticket_id: 't-1' }),
      expect.objectContaining({ correlation_id: 'c-2', tenant_id: 'acme' }),
      expect.not.objectContaining({ correlation_id: expect.anything() }),
    ]);
    expect(objects()[1]).not.toHaveProperty('ticket_id');
  });

  it('is left out below the chosen level', () => {
    const { logger, objects } = recording('warn');
    logger.debug('a');
    logger.info('b');
    logger.warn('c');
    logger.error('d');
    expect(objects().map(({ level }) => level)).toEqual(['warn', 'error']);
  });

  it('of an error carries the stack', () => {
    const { logger, objects } = recording();
    logger.error('broken', { code: 'BROKEN' }, new Error('why'));
    logger.error('broken', { code: 'BROKEN' }, 'no error at all');
    expect(objects()[0]?.['stack']).toContain('logger.spec');
    expect(objects()[1]).not.toHaveProperty('stack');
  });

  it('of the framework is debug unless it is a warning or an error', () => {
    const { logger, objects } = recording();
    const nest = new NestLogger(logger);
    nest.log('started');
    nest.verbose('started');
    nest.debug('started');
    nest.warn('odd');
    nest.error('bad');
    expect(objects().map(({ level }) => level)).toEqual(['debug', 'debug', 'debug', 'warn', 'error']);
    expect(objects()[4]).toMatchObject({ event: 'framework', detail: 'bad' });
  });

  it('is not written by a silent logger', () => {
    expect(() => Logger.silent().error('nothing', {}, new Error('nothing'))).not.toThrow();
  });
});
