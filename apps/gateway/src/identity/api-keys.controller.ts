import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiCreatedResponse, ApiNotFoundResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { ProblemException, statusProblem } from '@mesh/bootstrap';
import { Clock } from '@mesh/kernel';
import { AdminActs } from './admin-acts';
import { mintKey } from './api-key';
import { ApiKeyStore } from './api-key-store';
import { ApiKeyId, ApiKeyList, KeyRotation, MintedApiKey, NewApiKey } from './api-keys.requests';
import { CurrentPrincipal } from './current-principal.decorator';
import { KeyCache } from './key-cache';
import type { Permission } from './permissions';
import type { Principal } from './principal';
import { May } from './roles.decorator';

/** The keys of the caller's tenant. A secret is shown once, when it is made. */
@ApiTags('API keys')
@ApiBearerAuth()
@May('manageKeys')
@Controller('v1/api-keys')
export class ApiKeysController {
  constructor(
    @Inject(ApiKeyStore) private readonly store: ApiKeyStore,
    @Inject(KeyCache) private readonly cache: KeyCache,
    @Inject(AdminActs) private readonly acts: AdminActs,
    @Inject(Clock) private readonly clock: Clock,
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
    if (!isWithin(principal, body.scopes)) throw scopesRefused();
    if (body.expiresAt !== undefined && new Date(body.expiresAt) <= this.clock.now()) throw expired();
    const minted = mintKey();
    return this.acts.perform({ principal, action: 'api_key.created' }, async (at) => {
      const stored = await this.store.add(at, { ...body, createdBy: principal.actorId }, minted);
      const details = { role: body.role, tier: body.tier, ...(body.scopes && { scopes: body.scopes.join() }) };
      return { result: { ...stored, key: minted.text }, subject: minted.keyId, details };
    });
  }

  /** A new secret for the same key. The one before counts for as long as it is asked for. */
  @Post(':id/rotate')
  @HttpCode(200)
  @ApiOkResponse({ type: MintedApiKey })
  @ApiNotFoundResponse()
  async rotate(
    @CurrentPrincipal() principal: Principal,
    @Param() { id }: ApiKeyId,
    @Body() { overlapSeconds }: KeyRotation,
  ) {
    const minted = mintKey(id);
    const rotated = await this.acts.perform({ principal, action: 'api_key.rotated' }, async (at) => {
      const row = await this.store.rotate(at, minted, overlapSeconds);
      if (!row) throw statusProblem(404);
      if (!isWithin(principal, row.scopes ?? undefined)) throw scopesRefused();
      return { result: { ...row, key: minted.text }, subject: id, details: { overlapSeconds } };
    });
    this.cache.forget(id);
    return rotated;
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

/** Nobody hands out more than they have. */
const isWithin = ({ scopes: own }: Principal, wanted: readonly Permission[] | undefined): boolean =>
  own === undefined || (wanted !== undefined && wanted.every((scope) => own.includes(scope)));

const scopesRefused = (): ProblemException =>
  new ProblemException(403, 'FORBIDDEN', 'A key with scopes makes keys with no others.');
const expired = (): ProblemException =>
  new ProblemException(400, 'KEY_EXPIRED', 'The time at which the key ends has passed.');

/** Else every tenant could lift its own limits. */
const unlimitedRefused = (): ProblemException =>
  new ProblemException(403, 'FORBIDDEN', 'Only the first admin key may make keys of the tier `unlimited`.');
