export * from './correlation';
export * from './logger';
export * from './nest-logger';
export * from './metric-names';
export * from './metrics';
export * from './observability.module';
export * from './external-watch';
