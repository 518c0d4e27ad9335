import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { SessionRef, SessionTurn } from '../session/session-store.port';
import type { StateRef } from '../state/state-store.port';

/** What remains of a session that has ended: which messages it had, not what they said. */
export const ArchivedSession = z.object({
  turns: z.array(
    z.object({
      id: z.string(),
      author: z.enum(['customer', 'mesh', 'person']),
      at: z.string(),
      sha256: z.string(),
      characters: z.number().int().nonnegative(),
    }),
  ),
});
export type ArchivedSession = z.output<typeof ArchivedSession>;

const KIND = { name: 'session_archive', schema: ArchivedSession } as const;

export const archiveRef = (session: SessionRef): StateRef<typeof ArchivedSession> => ({
  tenantId: session.tenantId,
  kind: KIND,
  ownerId: session.customerId,
  key: session.channel,
});

export const archiveOf = (turns: readonly SessionTurn[]): ArchivedSession => ({
  turns: turns.map(({ id, author, at, text }) => ({
    id,
    author,
    at,
    sha256: createHash('sha256').update(text).digest('hex'),
    characters: text.length,
  })),
});
