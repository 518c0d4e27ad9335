export * from './private-hosts';
export * from './peer';
export * from './address-rules';
export * from './guarded-fetch';
export * from './secret-seal';
