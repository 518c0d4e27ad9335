export const ROLES = ['submitter', 'approver', 'analyst', 'admin'] as const;

/** What a key may do. `admin` may do everything that a tenant can. */
export type Role = (typeof ROLES)[number];

/** Who may do what, in one table; `admin` is always meant too. */
export const MAY = {
  submitTickets: ['submitter', 'approver'],
  readTickets: ['submitter', 'approver', 'analyst'],
  actOnTickets: ['approver'],
  giveFeedback: ['submitter', 'approver'],
  readDrafts: ['approver'],
  decideApprovals: ['approver'],
  searchKnowledge: ['submitter', 'approver', 'analyst'],
  readKnowledge: ['approver', 'analyst'],
  writeKnowledge: ['admin'],
  readResolutions: ['approver', 'analyst'],
  changeResolutions: ['approver'],
  readCustomers: ['approver'],
  writeCustomers: ['submitter'],
  eraseCustomers: ['admin'],
  readSessions: ['approver'],
  endSessions: ['approver'],
  readAnalytics: ['approver', 'analyst'],
  readPolicies: ['approver', 'analyst'],
  writePolicies: ['admin'],
  readQueues: ['approver', 'analyst'],
  writeQueues: ['admin'],
  readWorkflow: ['approver', 'analyst'],
  readCategories: ['submitter', 'approver', 'analyst'],
  writeCategories: ['admin'],
  executeAgents: ['approver'],
  readAgents: ['approver', 'analyst'],
  manageAgents: ['admin'],
  manageTools: ['admin'],
  readTools: ['approver', 'analyst'],
  useTools: ['approver'],
  manageDeadLetters: ['admin'],
  manageKeys: ['admin'],
  manageWebhooks: ['admin'],
  manageChannels: ['admin'],
  readAudit: ['admin'],
  readExternalServices: ['analyst'],
  readFeatureFlags: ['approver', 'analyst'],
  writeFeatureFlags: ['admin'],
} as const satisfies Readonly<Record<string, readonly Role[]>>;

export type Permission = keyof typeof MAY;
export const PERMISSIONS = Object.keys(MAY) as [Permission, ...Permission[]];

export const mayEnter = (role: Role, allowed: readonly Role[]): boolean => role === 'admin' || allowed.includes(role);

/** What somebody holds: a role, narrowed by scopes where the key has some. */
export interface Rights {
  readonly role: Role;
  readonly scopes?: readonly Permission[] | undefined;
}

export const isInScope = ({ scopes }: Rights, permission: Permission | undefined): boolean =>
  scopes === undefined || (permission !== undefined && scopes.includes(permission));

export const may = (rights: Rights, permission: Permission): boolean =>
  mayEnter(rights.role, MAY[permission]) && isInScope(rights, permission);
