export interface EmbeddedPostgres {
  /** Superuser; for migrations and role set-up only. */
  readonly adminUrl: string;
  readonly port: number;
  /** Of the owner process that runs now; Postgres is below it. */
  readonly pid: number;
  /** The kept random passwords of the run-time roles. The roles themselves are made by the migrations. */
  readonly rolePasswords: { readonly mesh_owner: string; readonly mesh_api: string; readonly mesh_worker: string };
  /** Resolves once Postgres is gone, its data flushed. */
  stop(): Promise<void>;
}

export interface EmbeddedPostgresOptions {
  readonly dataDir: string;
  readonly port?: number;
  /** Default: 100. */
  readonly maxConnections?: number;
  /** Gives up durability; for tests. */
  readonly fast?: boolean;
  /** Told when the database is lost for good: its owner process ended and could not be replaced. */
  readonly onExit?: (error: Error) => void;
}

/** Rejects with an Error whose `code` is DATA_DIR_LOCKED or POSTGRES_FAILED. */
export declare function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres>;
