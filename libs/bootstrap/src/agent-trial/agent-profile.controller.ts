import { type AgentDescription, AgentProfile } from '@mesh/agents';
import { Controller, Get, Inject, UseGuards } from '@nestjs/common';
import { Caller } from '../internal/caller.decorator';
import type { InternalCaller } from '../internal/internal-caller';
import { InternalGuard } from '../internal/internal.guard';

/** How the agent of this service works, and what a setup of it may choose from. */
@Controller('internal/agents')
@UseGuards(InternalGuard)
export class AgentProfileController {
  constructor(@Inject(AgentProfile) private readonly profile: AgentProfile) {}

  @Get()
  read(@Caller() { tenantId }: InternalCaller): Promise<AgentDescription> {
    return this.profile.describe(tenantId);
  }
}
