import { Body, Controller, Get, Inject, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiConflictResponse, ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { BootstrapOnly, CurrentPrincipal, type Principal, May } from '../identity';
import { Tenants } from './tenants';
import { CreatedTenant, NewTenant, TenantList } from './tenants.requests';

/** Tenants of the installation; only for its first admin key. */
@ApiTags('Tenants')
@ApiBearerAuth()
@May('manageKeys')
@BootstrapOnly()
@Controller('v1/tenants')
export class TenantsController {
  constructor(@Inject(Tenants) private readonly tenants: Tenants) {}

  @Get()
  @ApiOkResponse({ type: TenantList })
  async list() {
    return { items: await this.tenants.list() };
  }

  @Post()
  @ApiCreatedResponse({ type: CreatedTenant })
  @ApiConflictResponse({ description: '`TENANT_EXISTS`' })
  create(@CurrentPrincipal() principal: Principal, @Body() body: NewTenant) {
    return this.tenants.create(principal, body);
  }
}
