import { defineConfig } from '@mesh/config';
import { z } from 'zod';

const list = (item: RegExp, fallback: string) =>
  z
    .string()
    .default(fallback)
    .transform((text) =>
      text
        .split(',')
        .map((entry) => entry.trim().toLowerCase())
        .filter(Boolean),
    )
    .pipe(z.array(z.string().regex(item)));

export const McpServerConfig = defineConfig('mcp-server', {
  MCP_ALLOWED_HOSTS: list(/^[a-z0-9.-]+$|^\[[0-9a-f:.]+\]$/, 'localhost,127.0.0.1,[::1]').describe(
    'Host names, without ports, under which `/mcp/...` answers; against DNS rebinding',
  ),
  MCP_ALLOWED_ORIGINS: list(/^https?:\/\/[^/]+$/, '').describe(
    'Origins whose web pages may use `/mcp/...`, such as `https://app.example.com`; empty: none',
  ),
});
