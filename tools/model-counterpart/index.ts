export * from './asked-question';
export * from './behaviour';
export * from './model-counterpart';
