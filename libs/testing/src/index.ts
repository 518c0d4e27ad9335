export * from './wait-for';
export * from './test-database';
export * from './messages';
export * from './scripted';
export * from './recording-transport';
export * from './test-service';
