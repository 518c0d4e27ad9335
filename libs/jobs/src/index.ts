export * from './define-job';
export * from './job-queue.port';
export * from './job-metrics';
export * from './jobs.config';
export * from './migrations/jobs-migration';
export * from './jobs.module';
export * from './pg-job-queue';
export * from './pg-job-table';
