import { type ConfigOf, defineConfig, milliseconds } from '@mesh/config';
import { PRIVATE_HOSTS } from '@mesh/egress';
import { z } from 'zod';

export const McpClientConfig = defineConfig('mcp-client', {
  MCP_PRIVATE_HOSTS: z
    .string()
    .regex(PRIVATE_HOSTS)
    .default('')
    .describe(
      '`host:port` of tool servers inside your own network, separated by commas; all others must be public and https',
    ),
  MCP_CALL_TIMEOUT_MS: milliseconds().min(10).default(8_000).describe('Longest work on one call of a tool, all in all'),
  MCP_MAX_RESPONSE_BYTES: z.coerce
    .number()
    .int()
    .min(1_000)
    .default(1_000_000)
    .describe('A tool server that answers with more is cut off'),
  MCP_BREAKER_OPEN_MS: milliseconds()
    .min(10)
    .default(30_000)
    .describe('How long a tool server that keeps failing is left alone'),
});
export type McpClientSettings = ConfigOf<typeof McpClientConfig>;
