import { type ConfigOf, defineConfig, flag, milliseconds, secret } from '@mesh/config';

export const ToolsConfig = defineConfig('tools', {
  RESEARCH_TOOLS_ENABLED: flag()
    .default(false)
    .describe('Whether research asks the tools that an admin allowed it for records of the customer'),
  RESEARCH_TOOLS_DEADLINE_MS: milliseconds()
    .min(10)
    .default(10_000)
    .describe('Longest wait for all tools of one ticket; what is not there then is left out'),
  MCP_SECRETS_KEY: secret()
    .min(16)
    .optional()
    .describe('Encrypts the tokens of tool servers in the database; without it none can be stored'),
});
export type ToolsSettings = ConfigOf<typeof ToolsConfig>;
