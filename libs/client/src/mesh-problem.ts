import type { Problem } from './generated/api';

/** The problem document (RFC 9457) of a refused call; some carry more, such as `current`. */
export type ProblemDocument = Problem & Readonly<Record<string, unknown>>;

/** A call that was answered with something else than 2xx. */
export class MeshProblem extends Error {
  constructor(
    readonly status: number,
    /** Not complete where something between here and the mesh has answered. */
    readonly problem: Partial<ProblemDocument>,
    readonly retryAfterSeconds?: number,
  ) {
    super(`${status} ${problem.code ?? 'UNKNOWN'}: ${problem.detail ?? ''}`);
    this.name = 'MeshProblem';
  }
}

export async function problemOf(response: Response): Promise<MeshProblem> {
  const retryAfter = Number(response.headers.get('retry-after') ?? Number.NaN);
  const problem = parse(await response.text());
  return new MeshProblem(response.status, problem, Number.isNaN(retryAfter) ? undefined : retryAfter);
}

function parse(text: string): Partial<ProblemDocument> {
  try {
    return JSON.parse(text) as Partial<ProblemDocument>;
  } catch {
    return { detail: text.slice(0, 200) };
  }
}
