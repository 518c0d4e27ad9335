import type { ApiDocument, ResponseCheck } from './response-check';

/** Only the mesh answers with it. */
const MARK = 'x-correlation-id';

const plain = globalThis.fetch;
const checks = new Map<string, Promise<ResponseCheck>>();

/**
 * Runs before each test file: whatever a test asks the public API of a mesh, in this process or another, must be answered
 * as that API's own OpenAPI document says, or the call fails.
 */
globalThis.fetch = async (input, init) => {
  const response = await plain(input, init);
  const { origin, pathname } = new URL(response.url);
  if (!pathname.startsWith('/v1/') || !response.headers.has(MARK)) return response;
  const contentType = response.headers.get('content-type') ?? '';
  const body = contentType.startsWith('text/event-stream') ? '' : await response.clone().text();
  const method = init?.method ?? (input instanceof Request ? input.method : 'GET');
  const check = await checkOf(origin);
  const faults = check.faultsOf({ method, path: pathname, status: response.status, contentType, body });
  if (faults.length === 0) return response;
  throw new Error(`${method} ${pathname} answered ${response.status}, not as documented: ${faults.join('; ')}`);
};

function checkOf(origin: string): Promise<ResponseCheck> {
  const known = checks.get(origin);
  if (known) return known;
  const made = makeCheck(origin);
  checks.set(origin, made);
  return made;
}

async function makeCheck(origin: string): Promise<ResponseCheck> {
  const answer = await plain(`${origin}/openapi.json`);
  // Most test files speak to no API, and what it takes is slow to load.
  const { ResponseCheck } = jest.requireActual<typeof import('./response-check')>('./response-check');
  return new ResponseCheck((await answer.json()) as ApiDocument);
}
