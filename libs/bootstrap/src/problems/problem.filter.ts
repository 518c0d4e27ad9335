import { type ArgumentsHost, Catch, type ExceptionFilter, Inject } from '@nestjs/common';
import { codeOf, reasonOf } from '@mesh/kernel';
import { Logger } from '@mesh/observability';
import type { Request, Response } from 'express';
import { correlationIdOf } from '../http/correlation.middleware';
import { ProblemException } from './problem-exception';
import { problemOf } from './problem-of';
import { sendProblem } from './send-problem';

/** Answers every error with a problem document; what nobody foresaw is logged as an error. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(@Inject(Logger) private readonly logger: Logger) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<Request>();
    const problem = problemOf(error);
    this.log(error, problem.getStatus(), request);
    sendProblem(http.getResponse<Response>(), problem, correlationIdOf(request));
  }

  /** A refusal that a route meant is no error of ours, whatever its status. */
  private log(error: unknown, status: number, request: Request): void {
    if (status < 500) return;
    const fields = {
      code: error instanceof ProblemException ? error.code : codeOf(error),
      reason: reasonOf(error),
      method: request.method,
    };
    if (status === 503 || error instanceof ProblemException) this.logger.warn('http.unavailable', fields);
    else this.logger.error('http.failed', fields, error);
  }
}
