import { Controller, Get, Inject, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { ApiDatabase } from '@mesh/persistence';
import { CurrentPrincipal, type Principal, May } from '../identity';
import { decodeCursor, encodeCursor } from '../tickets/list-cursor';
import { invalidCursor } from '../tickets/problems';
import { readAuditPage } from './audit-log';
import { AuditList, AuditQuery } from './audit.requests';

const LIST = 'audit';

/** Who did what in this tenant: people's decisions and changes of settings, as a chain of hashes that can only grow. */
@ApiTags('Audit')
@ApiBearerAuth()
@Controller('v1/audit')
export class AuditController {
  constructor(@Inject(ApiDatabase) private readonly database: ApiDatabase) {}

  /** `npm run audit:verify` reads it from the oldest entry on and computes every hash again. */
  @Get()
  @May('readAudit')
  @ApiOkResponse({ type: AuditList })
  async list(
    @CurrentPrincipal() { tenantId }: Principal,
    @Query() { cursor, limit, order }: AuditQuery,
  ): Promise<AuditList> {
    const behind = cursor === undefined ? undefined : behindCursor(cursor, order);
    const found = await this.database.inTenant(tenantId, (sql) =>
      readAuditPage({ tenantId, sql }, { behind, order, limit: limit + 1 }),
    );
    const items = found.slice(0, limit);
    const last = items.at(-1);
    const goesOn = found.length > limit && last !== undefined;
    return { items, nextCursor: goesOn ? encodeCursor(LIST, { order }, [String(last.sequence)]) : null };
  }
}

function behindCursor(cursor: string, order: AuditQuery['order']): number {
  const [sequence] = decodeCursor(LIST, { order }, cursor) ?? [];
  if (sequence === undefined) throw invalidCursor();
  return Number(sequence);
}
