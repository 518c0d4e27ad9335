import type { TicketModel } from '@mesh/text';

export interface TrainedClassifier {
  /** Counts a tenant's trainings from 1. */
  readonly version: number;
  readonly model: TicketModel;
}

/** The classifiers that tenants have trained. A new one is used from the next ticket on, without a restart. */
export abstract class TrainedClassifiers {
  /** The newest of a tenant, or undefined when it has trained none. @throws RetryableError `DATABASE_UNAVAILABLE` */
  abstract newest(tenantId: string): Promise<TrainedClassifier | undefined>;

  /** Keeps a model as the newest version. */
  abstract add(tenantId: string, model: TicketModel): Promise<TrainedClassifier>;
}
