import type { LoggerService } from '@nestjs/common';
import type { Logger } from './logger';

/** Lets the framework's own lines go through ours. Its start-up chatter is debug. */
export class NestLogger implements LoggerService {
  constructor(private readonly logger: Logger) {}

  log(message: unknown): void {
    this.logger.debug('framework', { detail: String(message) });
  }

  debug(message: unknown): void {
    this.logger.debug('framework', { detail: String(message) });
  }

  verbose(message: unknown): void {
    this.logger.debug('framework', { detail: String(message) });
  }

  warn(message: unknown): void {
    this.logger.warn('framework', { detail: String(message) });
  }

  error(message: unknown): void {
    this.logger.error('framework', { detail: String(message) });
  }
}
