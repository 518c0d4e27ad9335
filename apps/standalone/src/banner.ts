import { relative } from 'node:path';

export interface BannerFacts {
  readonly url: string;
  readonly managementUrl: string;
  /** Undefined when the key was configured. */
  readonly keyFile: string | undefined;
  readonly logFile: string;
  readonly samples: number;
  readonly seconds: number;
}

/** What a newcomer needs, and nothing else. */
export function banner(facts: BannerFacts): string {
  const key = facts.keyFile === undefined ? '$MESH_ADMIN_KEY' : `$(cat ${shown(facts.keyFile)})`;
  const ticket = `{"body":"How long does shipping take?","customer":{"email":"ada@example.com","name":"Ada"}}`;
  return [
    '',
    `  The support mesh is ready (${facts.seconds.toFixed(1)} s).`,
    '',
    `  API          ${facts.url}/v1   (documentation: ${facts.url}/docs)`,
    `  Operations   ${facts.managementUrl}/health/ready and /metrics`,
    `  Admin key    ${facts.keyFile === undefined ? 'the value of MESH_ADMIN_KEY' : shown(facts.keyFile)}`,
    `  Log          ${shown(facts.logFile)}`,
    ...(facts.samples > 0 ? [`  Knowledge    ${facts.samples} sample articles were loaded`] : []),
    '',
    '  Try it:',
    '',
    `  curl -s ${facts.url}/v1/tickets \\`,
    `    -H "authorization: Bearer ${key}" -H 'content-type: application/json' \\`,
    `    -d '${ticket}'`,
    '',
    '  Ctrl-C stops it; the data stays.',
    '',
  ].join('\n');
}

/** Short where that is shorter, so that the command can be copied from where it was started. */
function shown(path: string): string {
  const short = relative(process.cwd(), path);
  return short.length < path.length && !short.startsWith('..') ? short : path;
}
