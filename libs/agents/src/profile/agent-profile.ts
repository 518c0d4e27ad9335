import type { AgentRole } from '@mesh/contracts';
import { LanguageModel, type ModelSettings } from '@mesh/llm';
import type { FactoryProvider, Type } from '@nestjs/common';
import { isRemote, isUsable } from '../ladder/ladder';
import { PromptLibrary } from '../prompts/prompt-library';

/** What a role does without a setup, and what a setup may choose from. */
export interface AgentDescription {
  readonly name: AgentRole;
  /** In the order in which they are asked. */
  readonly adapters: readonly ('remote' | 'local')[];
  /** Undefined when no remote model is configured. */
  readonly models?: ModelSettings | undefined;
  /** Of remote models. */
  readonly promptVersion: string;
  readonly promptVersions: readonly string[];
  /** As `server/tool`. */
  readonly tools: readonly string[];
}

/** Tools that an agent may use by itself, for a tenant. */
export abstract class AgentTools {
  abstract of(tenantId: string): Promise<readonly string[]>;
}

/** Tells how the agent of this service works. */
export class AgentProfile {
  private readonly prompts = new PromptLibrary();

  constructor(
    private readonly name: AgentRole,
    private readonly parts: {
      readonly adapters: readonly object[];
      readonly model: LanguageModel;
      readonly tools: AgentTools | undefined;
    },
  ) {}

  async describe(tenantId: string): Promise<AgentDescription> {
    const { adapters, model, tools } = this.parts;
    return {
      name: this.name,
      adapters: adapters.filter(isUsable).map((adapter) => (isRemote(adapter) ? 'remote' : 'local')),
      models: model.settings,
      promptVersion: this.prompts.load(this.name).version,
      promptVersions: this.prompts.released(this.name),
      tools: (await tools?.of(tenantId)) ?? [],
    };
  }
}

/** The provider of `AgentProfile` for the adapters of a role, best first. */
export const agentProfile = (name: AgentRole, adapters: readonly Type[]): FactoryProvider => ({
  provide: AgentProfile,
  inject: [LanguageModel, { token: AgentTools, optional: true }, ...adapters],
  useFactory: (model: LanguageModel, tools: AgentTools | undefined, ...instances: object[]) =>
    new AgentProfile(name, { adapters: instances, model, tools }),
});
