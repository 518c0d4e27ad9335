export * from './sql';
export * from './database';
export * from './database-errors';
export * from './schema-tools';
export * from './migrate';
export * from './provision';
export * from './persistence.config';
export * from './persistence.module';
