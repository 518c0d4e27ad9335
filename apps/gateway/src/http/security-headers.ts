import helmet from 'helmet';
import type { RequestHandler } from 'express';

const SELF = ["'self'"];
const NONE = ["'none'"];

const policy = (styles: string[]) => ({
  useDefaults: false,
  directives: {
    defaultSrc: NONE,
    scriptSrc: SELF,
    styleSrc: styles,
    imgSrc: ["'self'", 'data:'],
    fontSrc: SELF,
    connectSrc: SELF,
    formAction: NONE,
    baseUri: NONE,
    objectSrc: NONE,
    frameAncestors: NONE,
  },
});

/** Nothing is loaded from elsewhere, no inline script anywhere. */
export const securityHeaders = (): RequestHandler =>
  helmet({ contentSecurityPolicy: policy(SELF), referrerPolicy: { policy: 'no-referrer' } });

/** The documentation's own page has inline styles. */
export const docsHeaders = (): RequestHandler =>
  helmet({ contentSecurityPolicy: policy([...SELF, "'unsafe-inline'"]), referrerPolicy: { policy: 'no-referrer' } });
