export * from './mesh-client';
export * from './mesh-problem';
export * from './types';
