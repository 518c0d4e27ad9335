export * from './define-config';
export * from './config-source';
export * from './config.module';
export * from './mesh-config';
