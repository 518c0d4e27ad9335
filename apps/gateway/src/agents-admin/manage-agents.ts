import { ProblemException, statusProblem } from '@mesh/bootstrap';
import { AGENT_ROLES, type AgentRole, AgentSetup } from '@mesh/contracts';
import { ApiDatabase } from '@mesh/persistence';
import { Inject, Injectable } from '@nestjs/common';
import { PassThrough } from '../http/pass-through';
import { AdminActs, type Principal } from '../identity';
import { type Agent, BuiltIn, type NewAgentVersion } from './agents.requests';
import { type AgentVersionRow, addVersion, findVersion, liveSetups, makeLive, resetAgent } from './pg-agent-setups';
import { setupFaults } from './setup-faults';

/** The agents of a tenant: the roles as their services build them in, and what the tenant has made of them. */
@Injectable()
export class ManageAgents {
  constructor(
    @Inject(ApiDatabase) private readonly database: ApiDatabase,
    @Inject(PassThrough) private readonly passThrough: PassThrough,
    @Inject(AdminActs) private readonly acts: AdminActs,
  ) {}

  /** A service that is away leaves a gap, and does not hide the others. */
  async list(principal: Principal): Promise<Agent[]> {
    return Promise.all(AGENT_ROLES.map((role) => this.read(principal, role)));
  }

  async read(principal: Principal, name: AgentRole): Promise<Agent> {
    const { tenantId } = principal;
    const [builtIn, setups] = await Promise.all([
      this.builtIn(principal, name).catch(absentOwner),
      this.database.inTenant(tenantId, (sql) => liveSetups({ tenantId, sql })),
    ]);
    return { name, available: builtIn !== undefined, builtIn, live: setups[name] };
  }

  /** @throws ProblemException 422 `AGENT_SETUP_INVALID` naming what the role does not have; 503 when its service is away */
  async add(principal: Principal, name: AgentRole, wanted: NewAgentVersion): Promise<AgentVersionRow> {
    const { note, ...setup } = wanted;
    const errors = setupFaults(setup, await this.builtIn(principal, name));
    if (errors.length > 0) throw new ProblemException(422, 'AGENT_SETUP_INVALID', INVALID, { errors });
    return this.acts.perform({ principal, action: 'agent.version_added' }, async (at) => {
      const row = await addVersion(at, name, { setup, note, by: principal.actorId });
      if (!row) throw statusProblem(409);
      return { result: row, subject: name, details: { version: row.version } };
    });
  }

  /** Turns that start from now on work with it. @throws ProblemException 404 */
  async activate(principal: Principal, name: AgentRole, version: number): Promise<AgentVersionRow> {
    return this.acts.perform({ principal, action: 'agent.version_activated' }, async (at) => {
      const row = await findVersion(at, name, version);
      if (!row) throw statusProblem(404);
      await makeLive(at, name, version);
      return { result: { ...row, live: true }, subject: name, details: { version } };
    });
  }

  /** Back to what is built in, for turns that start from now on. @throws ProblemException 404 when it is that already */
  reset(principal: Principal, name: AgentRole): Promise<void> {
    return this.acts.perform({ principal, action: 'agent.reset' }, async (at) => {
      if (!(await resetAgent(at, name))) throw statusProblem(404);
      return { result: undefined, subject: name };
    });
  }

  /** A version, or what is live; undefined: as built in. @throws ProblemException 404 */
  async setupOf(tenantId: string, name: AgentRole, version?: number): Promise<AgentSetup | undefined> {
    return this.database.inTenant(tenantId, async (sql) => {
      if (version === undefined) return (await liveSetups({ tenantId, sql }))[name];
      const row = await findVersion({ tenantId, sql }, name, version);
      if (!row) throw statusProblem(404);
      return AgentSetup.parse({ ...row.setup, version });
    });
  }

  private async builtIn(principal: Principal, name: AgentRole): Promise<BuiltIn> {
    const { body } = await this.passThrough.ask(principal, name, { method: 'GET', path: '/internal/agents' });
    return BuiltIn.parse(body);
  }
}

const INVALID = 'The agent has not all that this version names.';

function absentOwner(error: unknown): undefined {
  if (error instanceof ProblemException && error.getStatus() >= 500) return undefined;
  throw error;
}
