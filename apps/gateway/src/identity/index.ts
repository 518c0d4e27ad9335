export * from './principal';
export * from './permissions';
export * from './roles.decorator';
export * from './current-principal.decorator';
export * from './admin-acts';
export * from './authenticator';
export * from './bearer-token';
export * from './identity.module';
