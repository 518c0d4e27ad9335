export * from './mesh-client';
export * from './mesh-problem';
export * from './follow';
export * from './every-item';
export * from './types';
export type { paths } from './generated/api';
