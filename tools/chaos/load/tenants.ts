import { MeshClient, type Schemas, dataOf } from '@mesh/client';
import { loadKnowledge } from '../../running-mesh/load-knowledge';
import { KNOWLEDGE } from './samples';

const CALL_MS = 10_000;

/** The keys of one tenant. */
export interface LoadTenant {
  readonly id: string;
  readonly submitterKey: string;
  /** Two people who decide. */
  readonly approverKeys: readonly [string, string];
  readonly adminKey: string;
}

export const clientOf = (url: string, key: string): MeshClient => new MeshClient({ url, key, timeoutMs: CALL_MS });

/** Makes a tenant with its keys and its knowledge. */
export async function createTenant(installation: MeshClient, url: string, id: string): Promise<LoadTenant> {
  const { adminKey } = await dataOf(installation.api.POST('/v1/tenants', { body: { id, name: id } }));
  const admin = new MeshClient({ url, key: adminKey });
  const mint = async (name: string, role: Schemas['NewApiKey']['role']): Promise<string> => {
    const { key } = await dataOf(admin.api.POST('/v1/api-keys', { body: { name, role } }));
    return key;
  };
  const submitterKey = await mint('customers', 'submitter');
  const approverKeys = [await mint('kim', 'approver'), await mint('sam', 'approver')] as const;
  await loadKnowledge(admin, KNOWLEDGE);
  return { id, adminKey, submitterKey, approverKeys };
}
