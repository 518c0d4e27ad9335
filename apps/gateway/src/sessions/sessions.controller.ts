import { statusProblem } from '@mesh/bootstrap';
import { SessionStore } from '@mesh/memory';
import { ApiDatabase } from '@mesh/persistence';
import { Controller, Delete, Get, HttpCode, Inject, Param, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiNoContentResponse, ApiNotFoundResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { appendAudit } from '../audit/audit-log';
import { CurrentPrincipal, May, type Principal } from '../identity';
import { personOf } from '../tickets/acting';
import { decodeCursor, encodeCursor } from '../tickets/list-cursor';
import { invalidCursor } from '../tickets/problems';
import { type SessionRow, findSession, listSessionMessages, listSessions } from './pg-sessions';
import { type SessionKey, sessionIdOf, sessionKeyOf } from './session-id';
import {
  SessionId,
  SessionList,
  SessionMessageList,
  SessionMessageQuery,
  SessionQuery,
  SessionView,
} from './sessions.requests';

const SESSIONS = 'sessions';
const MESSAGES = 'session-messages';

/** What customers and the mesh said to each other: a session is a customer on a channel, over all tickets. */
@ApiTags('Sessions')
@ApiBearerAuth()
@May('readSessions')
@Controller('v1/sessions')
export class SessionsController {
  constructor(
    @Inject(ApiDatabase) private readonly database: ApiDatabase,
    @Inject(SessionStore) private readonly memory: SessionStore,
  ) {}

  /** By customer and channel. */
  @Get()
  @ApiOkResponse({ type: SessionList })
  async list(@CurrentPrincipal() { tenantId }: Principal, @Query() { customer, channel, cursor, limit }: SessionQuery) {
    const filters = { customer, channel };
    const behind = cursor === undefined ? undefined : keyAt(decodeCursor(SESSIONS, filters, cursor));
    const rows = await this.database.inTenant(tenantId, (sql) =>
      listSessions({ tenantId, sql }, { customer, channel, behind, limit: limit + 1 }),
    );
    const items = rows.slice(0, limit);
    const last = rows.length > limit ? items.at(-1) : undefined;
    const nextCursor = last ? encodeCursor(SESSIONS, filters, [last.customerId, last.channel]) : null;
    return { items: items.map(viewOf), nextCursor };
  }

  @Get(':id')
  @ApiOkResponse({ type: SessionView })
  @ApiNotFoundResponse()
  async read(@CurrentPrincipal() { tenantId }: Principal, @Param() { id }: SessionId) {
    const key = mustBeKey(id);
    return viewOf(await this.mustFind(tenantId, key));
  }

  /** The newest first, without the notes of people. */
  @Get(':id/messages')
  @ApiOkResponse({ type: SessionMessageList })
  @ApiNotFoundResponse()
  async messages(
    @CurrentPrincipal() { tenantId }: Principal,
    @Param() { id }: SessionId,
    @Query() { q, cursor, limit }: SessionMessageQuery,
  ) {
    const key = mustBeKey(id);
    const filters = { id, q };
    const [behind] = cursor === undefined ? [] : (decodeCursor(MESSAGES, filters, cursor) ?? []);
    if (cursor !== undefined && behind === undefined) throw invalidCursor();
    await this.mustFind(tenantId, key);
    const rows = await this.database.inTenant(tenantId, (sql) =>
      listSessionMessages({ tenantId, sql }, key, { q, behind, limit: limit + 1 }),
    );
    const shown = rows.slice(0, limit);
    const last = rows.length > limit ? shown.at(-1) : undefined;
    const items = shown.map(({ position: _position, ...message }) => message);
    return { items, nextCursor: last ? encodeCursor(MESSAGES, filters, [last.position]) : null };
  }

  /** Ends what the mesh remembers of the session; the tickets stay. */
  @Delete(':id')
  @HttpCode(204)
  @May('endSessions')
  @ApiNoContentResponse()
  @ApiNotFoundResponse()
  async end(@CurrentPrincipal() principal: Principal, @Param() { id }: SessionId): Promise<void> {
    const { tenantId, correlationId } = principal;
    const key = mustBeKey(id);
    await this.mustFind(tenantId, key);
    await this.memory.end({ tenantId, ...key });
    const entry = { actor: personOf(principal), action: 'session.ended', subject: 'session', correlationId };
    const details = { channel: key.channel };
    await this.database.inTenant(tenantId, (sql) => appendAudit({ tenantId, sql }, { ...entry, details }));
  }

  private async mustFind(tenantId: string, key: SessionKey): Promise<SessionRow> {
    const row = await this.database.inTenant(tenantId, (sql) => findSession({ tenantId, sql }, key));
    if (!row) throw statusProblem(404);
    return row;
  }
}

const viewOf = (row: SessionRow) => ({ id: sessionIdOf(row), ...row });

function mustBeKey(id: string): SessionKey {
  const key = sessionKeyOf(id);
  if (!key) throw statusProblem(404);
  return key;
}

function keyAt(position: readonly string[] | undefined): SessionKey {
  const [customerId, channel] = position ?? [];
  if (customerId === undefined || channel === undefined) throw invalidCursor();
  return { customerId, channel };
}
