import type { ServiceName } from '@mesh/contracts';
import { SignJWT, errors, jwtVerify } from 'jose';
import { z } from 'zod';
import { statusProblem } from '../problems/problem-of';
import { InternalCaller } from './internal-caller';

const ISSUER = 'support-mesh';
const LIFETIME_S = 30;
/** Clocks of two machines may differ by this much. */
const TOLERANCE_S = 5;

/** Signs and checks the short-lived tokens of calls between services (HS256, one audience per service). */
export class InternalTokens {
  private readonly key: Uint8Array;

  constructor(secret: string) {
    this.key = new TextEncoder().encode(secret);
  }

  sign(caller: InternalCaller, audience: ServiceName): Promise<string> {
    return new SignJWT({ tenant: caller.tenantId, role: caller.role, correlation: caller.correlationId })
      .setProtectedHeader({ alg: 'HS256' })
      .setSubject(caller.actorId)
      .setIssuer(ISSUER)
      .setAudience(audience)
      .setIssuedAt()
      .setExpirationTime(`${LIFETIME_S}s`)
      .sign(this.key);
  }

  /** @throws ProblemException 401 for whatever is wrong with the token */
  async verify(token: string, audience: ServiceName): Promise<InternalCaller> {
    try {
      const { payload } = await jwtVerify(token, this.key, {
        algorithms: ['HS256'],
        issuer: ISSUER,
        audience,
        clockTolerance: TOLERANCE_S,
        maxTokenAge: LIFETIME_S,
        requiredClaims: ['exp', 'iat', 'sub', 'tenant', 'role'],
      });
      const { sub: actorId, tenant: tenantId, role, correlation: correlationId } = payload;
      return InternalCaller.parse({ actorId, tenantId, role, correlationId });
    } catch (error) {
      if (error instanceof errors.JOSEError || error instanceof z.ZodError) {
        throw statusProblem(401);
      }
      throw error;
    }
  }
}
