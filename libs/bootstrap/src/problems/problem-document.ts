import { STATUS_CODES } from 'node:http';
import type { ProblemException } from './problem-exception';

/** RFC 9457, with the members that every error of the mesh carries. */
export interface ProblemDocument {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly code: string;
  readonly correlationId: string;
  readonly [extension: string]: unknown;
}

const RESERVED = new Set(['type', 'title', 'status', 'detail', 'code', 'correlationId']);

/** The title is the phrase of the status, as RFC 9457 asks for the type `about:blank`; machines read `code`. */
export function problemDocument(problem: ProblemException, correlationId: string): ProblemDocument {
  const status = problem.getStatus();
  return {
    type: 'about:blank',
    title: STATUS_CODES[status] ?? 'Error',
    status,
    detail: problem.detail,
    code: problem.code,
    correlationId,
    ...extensionsOf(problem.extra),
  };
}

/** The members of a problem document that are not standard. */
export const extensionsOf = (members: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(members).filter(([name, value]) => !RESERVED.has(name) && value !== undefined));
