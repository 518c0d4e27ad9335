import { SecretSeal } from '@mesh/egress';

/** Whose token it is: sealed for one server it opens for no other. */
export interface TokenOwner {
  readonly tenantId: string;
  readonly server: string;
  readonly url: string;
}

const USE = { purpose: 'mesh tool tokens', variable: 'MCP_SECRETS_KEY', code: 'MCP_TOKEN_UNREADABLE' };

/** Keeps the tokens of tool servers unreadable in the database and its backups. */
export class TokenSeal {
  private readonly secrets: SecretSeal;

  constructor(key: string | undefined) {
    this.secrets = new SecretSeal(key, USE);
  }

  get isConfigured(): boolean {
    return this.secrets.isConfigured;
  }

  /** @throws TerminalError `MCP_TOKEN_UNREADABLE` without a key */
  seal(token: string, owner: TokenOwner): string {
    return this.secrets.seal(token, partsOf(owner));
  }

  /** @throws TerminalError `MCP_TOKEN_UNREADABLE` with another key, or for another server */
  open(sealed: string, owner: TokenOwner): string {
    return this.secrets.open(sealed, partsOf(owner));
  }
}

const partsOf = ({ tenantId, server, url }: TokenOwner): string[] => [tenantId, server, url];
