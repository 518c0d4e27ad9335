import type { SecretLook } from '@mesh/config';
import type { Logger } from '@mesh/observability';

/** Says when a secret has changed and when it could not be looked up, by the name of its variable. */
export const logLooks =
  (logger: Logger) =>
  ({ variable, outcome, code }: SecretLook): void => {
    if (outcome === 'changed') logger.info('secret.changed', { variable });
    else logger.warn('secret.not_refreshed', { variable, code });
  };
