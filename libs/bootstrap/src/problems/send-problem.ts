import type { ServerResponse } from 'node:http';
import { type ProblemDocument, problemDocument } from './problem-document';
import type { ProblemException } from './problem-exception';

export const PROBLEM_MEDIA_TYPE = 'application/problem+json';

/** Writes the problem, unless an answer has begun: then the connection is ended, so that nobody takes it for whole. */
export function sendProblem(response: ServerResponse, problem: ProblemException, correlationId: string): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  const document = problemDocument(problem, correlationId);
  response.statusCode = document.status;
  response.setHeader('content-type', PROBLEM_MEDIA_TYPE);
  response.setHeader('cache-control', 'no-store');
  setHeadersOf(response, problem, document);
  response.end(JSON.stringify(document));
}

function setHeadersOf(response: ServerResponse, problem: ProblemException, document: ProblemDocument): void {
  if (problem.extra.retryAfter !== undefined) response.setHeader('retry-after', String(problem.extra.retryAfter));
  if (document.status === 401) response.setHeader('www-authenticate', 'Bearer');
}
