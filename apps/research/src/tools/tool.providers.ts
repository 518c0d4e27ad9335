import { Inject, Injectable, type OnModuleDestroy, type Provider } from '@nestjs/common';
import { provideConfig } from '@mesh/config';
import { AddressRules, hostsOf } from '@mesh/egress';
import { McpClientConfig, type McpClientSettings, TOOL_SERVER, ToolClient } from '@mesh/mcp';
import { Metrics } from '@mesh/observability';
import { PersonCalls } from './person-calls';
import { TokenSeal } from './token-seal';
import { ToolRunner } from './tool-runner';
import { ToolsConfig, type ToolsSettings } from './tools.config';

/** Gives back the connections of the tool client. */
@Injectable()
class ToolClientEnd implements OnModuleDestroy {
  constructor(@Inject(ToolClient) private readonly client: ToolClient) {}

  onModuleDestroy(): Promise<void> {
    return this.client.close();
  }
}

/** Tools of external servers: registry, calls, and what both need. */
export const toolProviders: Provider[] = [
  provideConfig(ToolsConfig),
  provideConfig(McpClientConfig),
  {
    provide: AddressRules,
    inject: [McpClientConfig.token],
    useFactory: ({ MCP_PRIVATE_HOSTS }: McpClientSettings) => new AddressRules(TOOL_SERVER, hostsOf(MCP_PRIVATE_HOSTS)),
  },
  {
    provide: ToolClient,
    inject: [AddressRules, McpClientConfig.token, Metrics],
    useFactory: (rules: AddressRules, limits: McpClientSettings, metrics: Metrics) =>
      new ToolClient(rules, limits, metrics),
  },
  {
    provide: TokenSeal,
    inject: [ToolsConfig.token],
    useFactory: ({ MCP_SECRETS_KEY }: ToolsSettings) => new TokenSeal(MCP_SECRETS_KEY),
  },
  ToolClientEnd,
  ToolRunner,
  PersonCalls,
];
