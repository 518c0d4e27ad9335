import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { MeshClient, dataOf } from '@mesh/client';
import { z } from 'zod';
import type { ChainHead } from '../../apps/gateway/src/audit/audit-chain';
import { type AuditPage, type Finding, checkChain } from './check-chain';

const USAGE = `npm run audit:verify -- [--url URL] [--head FILE]      (an admin key of the tenant from MESH_ADMIN_KEY)

Reads the audit log of a tenant and computes its chain of hashes again, on this machine. FILE keeps how far the chain went;
the next time that entry has to be there still, so that an end which was cut off is noticed. Keep it where nobody who
could change the database can change it. Exit code 1: the chain does not hold.`;

const OPTIONS = {
  url: { type: 'string', default: 'http://127.0.0.1:8080' },
  head: { type: 'string' },
  help: { type: 'boolean', default: false },
} as const;
const PAGE = 500;

const Head = z.object({ sequence: z.number().int().nonnegative(), hash: z.string() });

const say = (text: string): void => void process.stdout.write(`${text}\n`);

async function main(): Promise<void> {
  const { url, head, help } = parseArgs({ options: OPTIONS }).values;
  if (help) return say(USAGE);
  const key = process.env['MESH_ADMIN_KEY'];
  if (!key) throw new Error('MESH_ADMIN_KEY is needed');
  const client = new MeshClient({ url, key });
  const finding = await checkChain((cursor) => pageBehind(client, cursor), head === undefined ? undefined : read(head));
  say(textOf(finding));
  if (!finding.holds) process.exitCode = 1;
  else if (head !== undefined) writeFileSync(head, `${JSON.stringify(finding.head)}\n`);
}

const pageBehind = (client: MeshClient, cursor?: string): Promise<AuditPage> =>
  dataOf(
    client.api.GET('/v1/audit', {
      params: { query: { order: 'oldest', limit: PAGE, ...(cursor !== undefined && { cursor }) } },
    }),
  );

const read = (file: string): ChainHead | undefined =>
  existsSync(file) ? Head.parse(JSON.parse(readFileSync(file, 'utf8'))) : undefined;

function textOf(finding: Finding): string {
  if (finding.holds) return `the chain holds: ${finding.head.sequence} entries, the last one ${finding.head.hash}`;
  return finding.reason === 'broken'
    ? `the chain is broken: entry ${finding.at} is not what was written`
    : `the chain does not hold entry ${finding.at} any more as it was when it was looked at last`;
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
