export * from './language-model.port';
export * from './llm.config';
export * from './llm.module';
export * from './create-language-model';
export * from './cost/usage';
export * from './privacy/privacy-mask';
