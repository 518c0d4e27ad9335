import { ProblemException } from '@mesh/bootstrap';
import { hashOf } from '@mesh/kernel';
import { firstRow } from '@mesh/persistence';
import { z } from 'zod';
import type { TenantSql } from './tenant-sql';

/** A request that may be sent twice; without a key every sending counts. */
export interface Repeatable {
  readonly route: string;
  readonly key: string | undefined;
  readonly body: unknown;
  readonly ttlMs: number;
}

/** Visible ASCII without quotes and backslash. */
const Key = z.string().regex(/^[!#-&(-[\]-~]{1,255}$/);

/** @throws ProblemException 400 `IDEMPOTENCY_KEY_INVALID` */
export function checkedKey(header: string | undefined): string | undefined {
  if (header === undefined || Key.safeParse(header).success) return header;
  throw new ProblemException(
    400,
    'IDEMPOTENCY_KEY_INVALID',
    'An Idempotency-Key has 1 to 255 visible ASCII characters, no quotes and no backslash.',
  );
}

const CLAIM = `SELECT pg_try_advisory_xact_lock(hashtextextended('idempotency:' || $1 || ':' || $2 || ':' || $3, 0)) AS free`;
const FIND = `
  SELECT fingerprint, answer FROM gateway.idempotency_keys
  WHERE tenant_id = $1 AND route = $2 AND key = $3 AND expires_at > now()`;
/** Also clears away a few keys of the tenant that have had their day. */
const SWEEP = `
  DELETE FROM gateway.idempotency_keys WHERE tenant_id = $1 AND (route, key) IN (
    SELECT route, key FROM gateway.idempotency_keys WHERE tenant_id = $1 AND expires_at <= now()
    LIMIT 20 FOR UPDATE SKIP LOCKED)`;
const DROP = `DELETE FROM gateway.idempotency_keys WHERE tenant_id = $1 AND route = $2 AND key = $3`;
const KEEP = `
  INSERT INTO gateway.idempotency_keys (tenant_id, route, key, fingerprint, answer, expires_at)
  VALUES ($1, $2, $3, $4, $5, now() + $6 * interval '1 millisecond')`;

/**
 * Runs the work once per key; the same request gets the first answer again, from the same transaction that did the
 * work. @throws ProblemException 422 `IDEMPOTENCY_KEY_REUSED`, 409 `IDEMPOTENCY_KEY_IN_FLIGHT`
 */
export async function once<Answer extends object>(
  at: TenantSql,
  request: Repeatable,
  work: () => Promise<Answer>,
): Promise<Answer> {
  if (request.key === undefined) return work();
  const place = [at.tenantId, request.route, request.key];
  const fingerprint = hashOf(request.body);
  await claim(at, place);
  const known = await firstRow<{ fingerprint: string; answer: Answer }>(at.sql, FIND, place);
  if (known && known.fingerprint !== fingerprint) throw reused();
  if (known) return known.answer;
  const answer = await work();
  await at.sql.run(SWEEP, [at.tenantId]);
  await at.sql.run(DROP, place);
  await at.sql.run(KEEP, [...place, fingerprint, JSON.stringify(answer), request.ttlMs]);
  return answer;
}

async function claim({ sql }: TenantSql, place: readonly (string | undefined)[]): Promise<void> {
  const row = await firstRow<{ free: boolean }>(sql, CLAIM, place);
  if (row?.free) return;
  throw new ProblemException(
    409,
    'IDEMPOTENCY_KEY_IN_FLIGHT',
    'The first request with this Idempotency-Key is being worked on.',
    { retryAfter: 1 },
  );
}

const reused = (): ProblemException =>
  new ProblemException(422, 'IDEMPOTENCY_KEY_REUSED', 'This Idempotency-Key belongs to another request.');
