import { Inject, Injectable } from '@nestjs/common';
import { ProblemException } from '@mesh/bootstrap';
import { ApiDatabase, firstRow } from '@mesh/persistence';
import { AdminActs, type Principal } from '../identity';
import { mintKey } from '../identity/api-key';
import { ApiKeyStore } from '../identity/api-key-store';
import { DEFAULT_TENANT } from '../identity/bootstrap-key';

export interface Tenant {
  readonly id: string;
  readonly name: string;
  /** Null for the tenant that was always there. */
  readonly createdAt: Date | null;
}

const LIST = `SELECT id, name, created_at AS "createdAt" FROM gateway.tenants WHERE tenant_id = $1 ORDER BY id LIMIT 10000`;
const ADD = `
  INSERT INTO gateway.tenants (tenant_id, id, name) VALUES ($1, $2, $3)
  ON CONFLICT DO NOTHING RETURNING id, name, created_at AS "createdAt"`;

@Injectable()
export class Tenants {
  constructor(
    @Inject(ApiDatabase) private readonly database: ApiDatabase,
    @Inject(AdminActs) private readonly acts: AdminActs,
    @Inject(ApiKeyStore) private readonly keys: ApiKeyStore,
  ) {}

  async list(): Promise<Tenant[]> {
    const rows = await this.database.inTenant(DEFAULT_TENANT, (sql) => sql.rows<Tenant>(LIST, [DEFAULT_TENANT]));
    return [{ id: DEFAULT_TENANT, name: 'Default', createdAt: null }, ...rows];
  }

  /** Two walls, so two transactions; a tenant left without a key can be given one by creating it again. */
  async create(principal: Principal, wanted: { id: string; name: string }): Promise<Tenant & { adminKey: string }> {
    const known = await this.list();
    const left = known.find(({ id }) => id === wanted.id);
    if (left !== undefined && (left.createdAt === null || (await this.keys.list(left.id)).length > 0)) throw exists();
    const tenant = left ?? (await this.add(principal, wanted));
    return { ...tenant, adminKey: await this.createAdminKey(principal, wanted.id) };
  }

  private add(principal: Principal, { id, name }: { id: string; name: string }): Promise<Tenant> {
    return this.acts.perform({ principal, action: 'tenant.created' }, async ({ tenantId, sql }) => {
      const row = await firstRow<Tenant>(sql, ADD, [tenantId, id, name]);
      if (row === undefined) throw exists();
      return { result: row, subject: id };
    });
  }

  private createAdminKey(principal: Principal, tenantId: string): Promise<string> {
    const minted = mintKey();
    const key = { name: 'first admin key', role: 'admin', tier: 'standard', createdBy: principal.actorId } as const;
    return this.acts.perform({ principal, tenantId, action: 'api_key.created' }, async (at) => {
      await this.keys.add(at, key, minted);
      return { result: minted.text, subject: minted.keyId, details: { role: key.role, tier: key.tier } };
    });
  }
}

const exists = (): ProblemException =>
  new ProblemException(409, 'TENANT_EXISTS', 'There is a tenant with this id already.');
