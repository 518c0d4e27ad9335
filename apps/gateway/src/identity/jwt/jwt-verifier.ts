import { ConfigError, type ConfigOf } from '@mesh/config';
import { type Clock, RetryableError } from '@mesh/kernel';
import {
  type JWTPayload,
  type JWTVerifyGetKey,
  type JWTVerifyOptions,
  createRemoteJWKSet,
  errors,
  jwtVerify,
} from 'jose';
import { type Claimed, claimedBy } from './claims';
import type { JwtConfig } from './jwt.config';

type Config = ConfigOf<typeof JwtConfig>;

const NEEDED = ['JWT_ISSUER', 'JWT_AUDIENCE', 'JWT_JWKS_URL'] as const;
const TIMEOUT_MS = 3_000;
/** An unknown key id has the keys fetched again, but not more often than this. */
const COOLDOWN_MS = 10_000;
const KEYS_MAX_AGE_MS = 10 * 60_000;
const RETRY_AFTER_MS = 5_000;
/** Three parts; what else a bearer may send is no token of an issuer. */
const FORM = /^[\w-]+\.[\w-]+\.[\w-]+$/;

export const looksLikeJwt = (token: string): boolean => FORM.test(token);

/**
 * Checks access tokens of one issuer (RFC 9068): signature by a key that it publishes, with an allowed algorithm; issuer,
 * audience, `exp` and `nbf`. What a token says about keys (`jwk`, `jku`, `x5u`) is never followed.
 */
export class JwtVerifier {
  private constructor(
    private readonly config: Config,
    private readonly keys: JWTVerifyGetKey,
    private readonly clock: Clock,
  ) {}

  /** Undefined where no issuer is configured. @throws ConfigError naming what is missing beside it */
  static of(config: Config, clock: Clock, cooldownMs = COOLDOWN_MS): JwtVerifier | undefined {
    const missing = NEEDED.filter((name) => config[name] === undefined);
    if (missing.length === NEEDED.length) return undefined;
    const { JWT_JWKS_URL: url } = config;
    if (missing.length > 0 || url === undefined) throw new ConfigError(missing.map((name) => `${name}: is missing`));
    const timing = { timeoutDuration: TIMEOUT_MS, cooldownDuration: cooldownMs, cacheMaxAge: KEYS_MAX_AGE_MS };
    return new JwtVerifier(config, createRemoteJWKSet(new URL(url), timing), clock);
  }

  /** Undefined for a token that does not count. @throws RetryableError `IDENTITY_PROVIDER_UNAVAILABLE` */
  async verify(token: string): Promise<Claimed | undefined> {
    const payload = await this.payloadOf(token);
    const { JWT_TENANT_CLAIM: tenant, JWT_ROLES_CLAIM: roles } = this.config;
    return payload && claimedBy(payload, { tenant, roles });
  }

  private async payloadOf(token: string): Promise<JWTPayload | undefined> {
    try {
      return (await jwtVerify(token, this.keys, this.expected())).payload;
    } catch (error) {
      if (isFaultOfToken(error)) return undefined;
      const text = 'the keys of the issuer cannot be fetched';
      throw new RetryableError('IDENTITY_PROVIDER_UNAVAILABLE', text, {}, RETRY_AFTER_MS, { cause: error });
    }
  }

  private expected(): JWTVerifyOptions {
    const { JWT_ISSUER, JWT_AUDIENCE, JWT_ALGORITHMS, JWT_LEEWAY_SECONDS } = this.config;
    return {
      issuer: JWT_ISSUER ?? [],
      audience: JWT_AUDIENCE ?? [],
      algorithms: [...JWT_ALGORITHMS],
      requiredClaims: ['exp', 'sub'],
      clockTolerance: JWT_LEEWAY_SECONDS,
      currentDate: this.clock.now(),
    };
  }
}

/** Everything else is a fault on the way to the keys. */
const OF_TOKEN: readonly (abstract new (...parameters: never[]) => Error)[] = [
  errors.JWTClaimValidationFailed,
  errors.JWTExpired,
  errors.JWTInvalid,
  errors.JWSInvalid,
  errors.JWSSignatureVerificationFailed,
  errors.JOSEAlgNotAllowed,
  errors.JOSENotSupported,
  errors.JWKSNoMatchingKey,
  errors.JWKSMultipleMatchingKeys,
];

const isFaultOfToken = (error: unknown): boolean => OF_TOKEN.some((kind) => error instanceof kind);
