import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Post, Put, Query } from '@nestjs/common';
import {
  ApiBearerAuth,
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiNotFoundResponse,
  ApiOkResponse,
  ApiTags,
  ApiUnprocessableEntityResponse,
} from '@nestjs/swagger';
import { ApiDatabase } from '@mesh/persistence';
import { CurrentPrincipal, type Principal, May } from '../identity';
import { decodeCursor, encodeCursor } from '../tickets/list-cursor';
import { invalidCursor } from '../tickets/problems';
import {
  AgentList,
  AgentName,
  AgentVersion,
  AgentVersions,
  AgentView,
  LiveVersion,
  NewAgentVersion,
  VersionQuery,
} from './agents.requests';
import { ManageAgents } from './manage-agents';
import { listVersions } from './pg-agent-setups';

const LIST = 'agent-versions';

/** The agents: what they are built in as, and what the tenant has made of them, version by version. */
@ApiTags('Agents')
@ApiBearerAuth()
@May('manageAgents')
@Controller('v1/agents')
export class AgentsController {
  constructor(
    @Inject(ApiDatabase) private readonly database: ApiDatabase,
    @Inject(ManageAgents) private readonly agents: ManageAgents,
  ) {}

  @Get()
  @May('readAgents')
  @ApiOkResponse({ type: AgentList })
  async list(@CurrentPrincipal() principal: Principal): Promise<AgentList> {
    return { items: await this.agents.list(principal) };
  }

  @Get(':name')
  @May('readAgents')
  @ApiOkResponse({ type: AgentView })
  read(@CurrentPrincipal() principal: Principal, @Param() { name }: AgentName): Promise<AgentView> {
    return this.agents.read(principal, name);
  }

  /** Back to what is built in. Its versions stay. */
  @Delete(':name')
  @HttpCode(204)
  @ApiNoContentResponse()
  @ApiNotFoundResponse()
  reset(@CurrentPrincipal() principal: Principal, @Param() { name }: AgentName): Promise<void> {
    return this.agents.reset(principal, name);
  }

  @Get(':name/versions')
  @May('readAgents')
  @ApiOkResponse({ type: AgentVersions })
  async versions(
    @CurrentPrincipal() { tenantId }: Principal,
    @Param() { name }: AgentName,
    @Query() { cursor, limit }: VersionQuery,
  ) {
    const [before] = cursor === undefined ? [] : (decodeCursor(LIST, { name }, cursor) ?? []);
    if (cursor !== undefined && before === undefined) throw invalidCursor();
    const page = { before: before === undefined ? undefined : Number(before), limit: limit + 1 };
    const found = await this.database.inTenant(tenantId, (sql) => listVersions({ tenantId, sql }, name, page));
    const items = found.slice(0, limit);
    const last = items.at(-1);
    const more = found.length > limit && last;
    return { items, nextCursor: more ? encodeCursor(LIST, { name }, [String(last.version)]) : null };
  }

  /** It works for nobody until it is made live. */
  @Post(':name/versions')
  @ApiCreatedResponse({ type: AgentVersion })
  @ApiUnprocessableEntityResponse({ description: '`AGENT_SETUP_INVALID`; `errors` say what the agent does not have.' })
  add(@CurrentPrincipal() principal: Principal, @Param() { name }: AgentName, @Body() body: NewAgentVersion) {
    return this.agents.add(principal, name, body);
  }

  /** For turns that start from now on. */
  @Put(':name/live')
  @ApiOkResponse({ type: AgentVersion })
  @ApiNotFoundResponse()
  activate(@CurrentPrincipal() principal: Principal, @Param() { name }: AgentName, @Body() { version }: LiveVersion) {
    return this.agents.activate(principal, name, version);
  }
}
