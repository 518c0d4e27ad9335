export * from './principal';
export * from './permissions';
export * from './roles.decorator';
export * from './current-principal.decorator';
export * from './admin-acts';
export * from './identity.module';
