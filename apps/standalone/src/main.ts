import { runStandalone } from './run-standalone';

// With `node --expose-gc` a benchmark may ask for a collection before it looks at the memory.
if (globalThis.gc) process.on('SIGUSR2', () => void globalThis.gc?.());

void runStandalone();
