import { bridgeStdio } from '@mesh/mcp';

const USAGE = `Serves a running mesh's tools on stdin and stdout, for programs that speak MCP over stdio.

  npm run --silent mcp -- knowledge|crm [--url URL]

MESH_KEY (or MESH_ADMIN_KEY) is the API key; --url is the address of the mesh, http://127.0.0.1:8080 unless given.
`;

const [server, option, address] = process.argv.slice(2);
const key = process.env['MESH_KEY'] ?? process.env['MESH_ADMIN_KEY'];
const base = option === '--url' ? address : option === undefined ? 'http://127.0.0.1:8080' : undefined;

if ((server !== 'knowledge' && server !== 'crm') || !key || base === undefined || !URL.canParse(base)) {
  process.stderr.write(USAGE);
  process.exitCode = 2;
} else {
  void bridgeStdio({ url: new URL(`/mcp/${server}`, base), key }).then(() => process.exit());
}
