import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { ProblemException, statusProblem } from '@mesh/bootstrap';
import { AdminActs } from './admin-acts';
import { mintKey } from './api-key';
import { ApiKeyStore } from './api-key-store';
import { ApiKeyId, ApiKeyList, MintedApiKey, NewApiKey } from './api-keys.requests';
import { CurrentPrincipal } from './current-principal.decorator';
import { KeyCache } from './key-cache';
import { MAY } from './permissions';
import type { Principal } from './principal';
import { Roles } from './roles.decorator';

/** The keys of the caller's tenant. A secret is shown once, when it is made. */
@ApiTags('API keys')
@ApiBearerAuth()
@Roles(...MAY.manageKeys)
@Controller('v1/api-keys')
export class ApiKeysController {
  constructor(
    @Inject(ApiKeyStore) private readonly store: ApiKeyStore,
    @Inject(KeyCache) private readonly cache: KeyCache,
    @Inject(AdminActs) private readonly acts: AdminActs,
  ) {}

  @Get()
  @ApiOkResponse({ type: ApiKeyList })
  async list(@CurrentPrincipal() { tenantId }: Principal) {
    return { items: await this.store.list(tenantId) };
  }

  @Post()
  @ApiCreatedResponse({ type: MintedApiKey })
  create(@CurrentPrincipal() principal: Principal, @Body() body: NewApiKey) {
    if (body.tier === 'unlimited' && !principal.isBootstrap) throw unlimitedRefused();
    const minted = mintKey();
    return this.acts.perform({ principal, action: 'api_key.created' }, async (at) => {
      const stored = await this.store.add(at, { ...body, createdBy: principal.actorId }, minted);
      const details = { role: body.role, tier: body.tier };
      return { result: { ...stored, key: minted.text }, subject: minted.keyId, details };
    });
  }

  @Delete(':id')
  @HttpCode(204)
  async revoke(@CurrentPrincipal() principal: Principal, @Param() { id }: ApiKeyId): Promise<void> {
    await this.acts.perform({ principal, action: 'api_key.revoked' }, async (at) => {
      if (!(await this.store.revoke(at, id))) throw statusProblem(404);
      return { result: undefined, subject: id };
    });
    this.cache.forget(id);
  }
}

/** Else every tenant could lift its own limits. */
const unlimitedRefused = (): ProblemException =>
  new ProblemException(403, 'FORBIDDEN', 'Only the first admin key may make keys of the tier `unlimited`.');
