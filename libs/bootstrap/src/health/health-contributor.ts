/**
 * A provider that has a say in whether its service is ready. Every provider of this shape is found and asked; a library
 * that may not import this one simply has these two members.
 */
export interface HealthContributor {
  /** Short and stable, shown in `/health/ready`. */
  readonly healthName: string;
  /** Resolves when all is well; rejects with the reason when not. Must answer within two seconds. */
  checkHealth(): Promise<void>;
}

export const isHealthContributor = (value: unknown): value is HealthContributor =>
  typeof value === 'object' &&
  value !== null &&
  'healthName' in value &&
  typeof value.healthName === 'string' &&
  'checkHealth' in value &&
  typeof value.checkHealth === 'function';
