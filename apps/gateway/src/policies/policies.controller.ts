import { Body, Controller, Get, Inject, Put } from '@nestjs/common';
import { ApiBearerAuth, ApiConflictResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Policy } from '@mesh/contracts';
import { CategoryStandings } from '../autonomy/category-standings';
import { CurrentPrincipal, type Principal, May } from '../identity';
import { CurrentPolicy, PolicyChange } from './policy.requests';
import { PolicyStore } from './policy-store';

/** What may be done without a person, and what needs approval. */
@ApiTags('Policies')
@ApiBearerAuth()
@Controller('v1/policies')
export class PoliciesController {
  constructor(@Inject(PolicyStore) private readonly policies: PolicyStore) {}

  @Get()
  @May('readPolicies')
  @ApiOkResponse({ type: CurrentPolicy.Output })
  read(@CurrentPrincipal() { tenantId }: Principal): Promise<Policy> {
    return this.policies.current(tenantId);
  }

  /** Categories that open and close by themselves, and how they stand. */
  @Get('autonomy')
  @May('readPolicies')
  @ApiOkResponse({ type: CategoryStandings })
  standings(@CurrentPrincipal() { tenantId }: Principal): Promise<CategoryStandings> {
    return this.policies.standings(tenantId);
  }

  @Put()
  @May('writePolicies')
  @ApiOkResponse({ type: CurrentPolicy.Output })
  @ApiConflictResponse({ description: '`POLICY_CHANGED`; `current` is the policy as it is now.' })
  write(@CurrentPrincipal() principal: Principal, @Body() body: PolicyChange): Promise<Policy> {
    return this.policies.put(principal, body);
  }
}
