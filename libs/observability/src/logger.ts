import pino, { type DestinationStream } from 'pino';
import { currentCorrelation } from './correlation';
import { logOutput } from './log-output';
import { withoutControls } from './without-controls';

/** Levels are a contract: ERROR means that somebody must act, and there is none in a healthy run. */
export type LogLevel = 'trace' | 'debug' | 'info' | 'warn' | 'error';

/** Ids, codes and numbers; never a customer's words, a prompt, a token or a key. */
export type LogFields = Readonly<Record<string, string | number | boolean | null | undefined | readonly string[]>>;

const REDACTED_PATHS = ['body', 'text', 'password', 'authorization', 'cookie', 'key', 'token', 'secret', 'email'];

/** Writes one JSON object per line, with the correlation of the running work. */
export class Logger {
  private constructor(private readonly sink: pino.Logger) {}

  static create(options: { service: string; level: LogLevel; destination?: DestinationStream }): Logger {
    return new Logger(
      pino(
        {
          level: options.level,
          base: { service: options.service },
          timestamp: () => `,"ts":"${new Date().toISOString()}"`,
          formatters: { level: (level) => ({ level }) },
          messageKey: 'msg',
          redact: { paths: [...REDACTED_PATHS, ...REDACTED_PATHS.map((path) => `*.${path}`)], censor: '[redacted]' },
          mixin: correlationFields,
        },
        withoutControls(options.destination ?? logOutput()),
      ),
    );
  }

  /** A logger that writes nothing; for tests of things that log by the way. */
  static silent(): Logger {
    return new Logger(pino({ level: 'silent' }));
  }

  debug(event: string, fields: LogFields = {}): void {
    this.sink.debug({ event, ...fields }, event);
  }

  info(event: string, fields: LogFields = {}): void {
    this.sink.info({ event, ...fields }, event);
  }

  warn(event: string, fields: LogFields = {}): void {
    this.sink.warn({ event, ...fields }, event);
  }

  /** Somebody must act. Pass the error's code and reason as fields; the stack is added here. */
  error(event: string, fields: LogFields = {}, error?: unknown): void {
    this.sink.error({ event, ...fields, ...(error instanceof Error ? { stack: error.stack } : {}) }, event);
  }
}

function correlationFields(): object {
  const correlation = currentCorrelation();
  if (!correlation) return {};
  return {
    correlation_id: correlation.correlationId,
    tenant_id: correlation.tenantId,
    ticket_id: correlation.ticketId,
    message_id: correlation.messageId,
  };
}
