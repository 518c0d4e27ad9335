import { SERVICES, type ServiceName } from '@mesh/contracts';
import type { Files } from '../files/files';
import { isSource } from './metrics-in-code';

/** Whom a service talks to besides Postgres and Kafka, which all of them use. */
export interface Needs {
  readonly redis: boolean;
  readonly qdrant: boolean;
  /** Services whose internal routes it calls. */
  readonly calls: readonly ServiceName[];
}

const IMPORT_OF_REDIS_USERS = /^import (?!type )[^;]*from '@mesh\/(?:jobs|memory|llm)'/m;

/** Read from the imports of the service: the libraries that open connections are known. */
export function needsOf(files: Files, service: ServiceName): Needs {
  const sources = files.below(`apps/${service}/src`).filter(isSource);
  const texts = sources.map((file) => files.text(file));
  const callsOthers = texts.some((text) => /\bInternalApi\b/.test(text));
  return {
    redis:
      texts.some((text) => IMPORT_OF_REDIS_USERS.test(text)) || sources.some((file) => /\/redis-[^/]+$/.test(file)),
    qdrant: texts.some((text) => /\bQdrantConfig\b/.test(text)),
    calls: callsOthers ? SERVICES.filter((other) => other !== service) : [],
  };
}
