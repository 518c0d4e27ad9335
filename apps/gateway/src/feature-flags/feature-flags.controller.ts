import { Caller, FlagSource, type FlagValues, type InternalCaller, InternalGuard } from '@mesh/bootstrap';
import { Body, Controller, Get, Inject, Put, UseGuards } from '@nestjs/common';
import { ApiBearerAuth, ApiExcludeController, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { CurrentPrincipal, type Principal, May } from '../identity';
import { FlagList, FlagOverrides } from './feature-flags.requests';
import { ManageFlags } from './manage-flags';

/** Behaviours that may be switched while the mesh runs. */
@ApiTags('Feature flags')
@ApiBearerAuth()
@Controller('v1/feature-flags')
export class FeatureFlagsController {
  constructor(@Inject(ManageFlags) private readonly flags: ManageFlags) {}

  @Get()
  @May('readFeatureFlags')
  @ApiOkResponse({ type: FlagList })
  async list(@CurrentPrincipal() { tenantId }: Principal): Promise<FlagList> {
    return { items: await this.flags.list(tenantId) };
  }

  /** Takes the place of all that the tenant decided before; in effect everywhere within seconds. */
  @Put()
  @May('writeFeatureFlags')
  @ApiOkResponse({ type: FlagList })
  async replace(@CurrentPrincipal() principal: Principal, @Body() { overrides }: FlagOverrides): Promise<FlagList> {
    return { items: await this.flags.replace(principal, overrides) };
  }
}

/** For the other services, which ask every few seconds. */
@ApiExcludeController()
@Controller('internal/feature-flags')
@UseGuards(InternalGuard)
export class InternalFlagsController {
  constructor(@Inject(FlagSource) private readonly source: FlagSource) {}

  @Get()
  async read(@Caller() { tenantId }: InternalCaller): Promise<{ overrides: FlagValues }> {
    return { overrides: await this.source.overridesOf(tenantId) };
  }
}
