import { Client } from 'pg';
import { pause } from '../../running-mesh/start-mesh';

const PATIENCE_MS = 60_000;

/** Statements past all walls; a fresh connection each, because faults take connections away. */
export class SuperUser {
  private readonly url: string;

  constructor(adminUrl: string) {
    this.url = adminUrl.replace(/\/postgres$/, '/mesh');
  }

  /** Tries again while the server is away. */
  async rows<Row>(text: string, values: readonly unknown[] = []): Promise<Row[]> {
    const deadline = Date.now() + PATIENCE_MS;
    for (;;) {
      try {
        return await this.once<Row>(text, values);
      } catch (error) {
        if (!isAway(error) || Date.now() > deadline) throw error;
        await pause(200);
      }
    }
  }

  async once<Row>(text: string, values: readonly unknown[] = []): Promise<Row[]> {
    const client = await this.connect();
    try {
      return (await client.query(text, [...values])).rows as Row[];
    } finally {
      await client.end().catch(() => undefined);
    }
  }

  /** A connection to keep; who takes it ends it. */
  async connect(): Promise<Client> {
    const client = new Client({ connectionString: this.url, connectionTimeoutMillis: 5_000 });
    // Its end is what the next statement meets.
    client.on('error', () => undefined);
    await client.connect();
    return client;
  }
}

/** Refused, cut, or the server starts, stops or has no room: classes 08, 53 and 57 of SQLSTATE, and the sockets. */
function isAway(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return code.startsWith('E') || /^(08|53|57P)/.test(code) || /terminated|timeout/i.test(String(error));
}
