/** Why something cannot be used yet: a stable code, and words for the log alone. */
export interface Lack {
  readonly code: string;
  readonly reason: string;
}

/** Something outside the process without which it is not started. */
export interface Dependency {
  /** As it is shown in `/health/ready`. */
  readonly name: string;
  /** Undefined when it is there. */
  look(): Promise<Lack | undefined>;
}
