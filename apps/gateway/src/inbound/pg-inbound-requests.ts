import { firstRow } from '@mesh/persistence';
import type { SignedRequest } from '../webhooks/webhook-signature';
import type { TenantSql } from '../tickets/tenant-sql';

/** A request whose signature was checked, on its channel. */
export interface TakenRequest extends SignedRequest {
  readonly channelId: string;
  /** Of its body. */
  readonly fingerprint: string;
}

const CLAIM = `
  INSERT INTO gateway.inbound_requests (tenant_id, channel_id, id, signed_at, fingerprint) VALUES ($1, $2, $3, $4, $5)
  ON CONFLICT DO NOTHING RETURNING 1 AS claimed`;
/** What is signed again, later, comes from whoever holds the secret; what is not comes from a listener. */
const AGAIN = `
  UPDATE gateway.inbound_requests SET signed_at = $4
  WHERE tenant_id = $1 AND channel_id = $2 AND id = $3 AND signed_at < $4 AND fingerprint = $5 RETURNING answer`;
const ANSWER = `UPDATE gateway.inbound_requests SET answer = $4 WHERE tenant_id = $1 AND channel_id = $2 AND id = $3`;

export type Claim<Answer> =
  { readonly kind: 'first' | 'replayed' } | { readonly kind: 'sent_again'; readonly answer: Answer };

/** Takes the id of a request for this transaction; another one with the same id waits until it has ended. */
export async function claimRequest<Answer>(
  { tenantId, sql }: TenantSql,
  { channelId, id, signedAt, fingerprint }: TakenRequest,
): Promise<Claim<Answer>> {
  const values = [tenantId, channelId, id, signedAt, fingerprint];
  if (await firstRow(sql, CLAIM, values)) return { kind: 'first' };
  const known = await firstRow<{ answer: Answer }>(sql, AGAIN, values);
  return known ? { kind: 'sent_again', answer: known.answer } : { kind: 'replayed' };
}

export const keepAnswer = (
  { tenantId, sql }: TenantSql,
  { channelId, id }: TakenRequest,
  answer: object,
): Promise<number> => sql.run(ANSWER, [tenantId, channelId, id, JSON.stringify(answer)]);
