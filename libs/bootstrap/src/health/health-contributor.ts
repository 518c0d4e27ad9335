/**
 * A provider that has a say in whether its service is ready, and perhaps in whether it lives. Every provider of this
 * shape is found and asked; a library that may not import this one simply has these members.
 */
export interface HealthContributor {
  /** Short and stable, shown in `/health/ready`. */
  readonly healthName: string;
  /** Resolves when all is well; rejects with the reason when not. Must answer within two seconds. */
  checkHealth(): Promise<void>;
  /** True while its trouble is shown but takes the service out of nothing: others can go on without it. */
  degradesAlone?(): boolean;
  /** Throws when only a fresh process can help. Answers at once, from what it knows: a dependency is never asked. */
  checkAlive?(): void;
}

export const isHealthContributor = (value: unknown): value is HealthContributor =>
  typeof value === 'object' &&
  value !== null &&
  'healthName' in value &&
  typeof value.healthName === 'string' &&
  'checkHealth' in value &&
  typeof value.checkHealth === 'function';
