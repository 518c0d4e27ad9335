import type { ConfigOf } from '@mesh/config';
import type { Actor, ConversationMessage } from '@mesh/contracts';
import { contentHashOf, derivedId, newId } from '@mesh/kernel';
import type { GatewayConfig } from '../gateway.config';
import { insertMessage } from '../messages/message-store';
import { insertSend } from '../sending/outbound-sends';
import { type CustomerSessions, sessionOf } from '../sessions/customer-sessions';
import { notWithPerson } from '../tickets/problems';
import { currentPolicy } from '../turns/current-policy';
import { openTurn } from '../turns/open-turn';
import { readTurnInput } from '../turns/turn-input';
import type { Act } from './person-act';

const until = (turn: number) => ({ kind: 'turn', turn }) as const;

export const resolveTicket: Act = async (_tx, _ticket, turn) => ({
  action: { kind: 'resolve' },
  change: { override: { status: 'resolved', until: until(turn) } },
});

export const closeTicket =
  (reason: string): Act =>
  async (_tx, _ticket, turn) => ({
    action: { kind: 'close', reason },
    change: { override: { status: 'closed', until: until(turn) } },
    details: { reason },
  });

export const assignTicket =
  (assignee: { queue?: string | undefined; user?: string | undefined }): Act =>
  async (_tx, _ticket, turn) => ({
    action: { kind: 'assign', ...assignee },
    change: { override: { status: 'with_person', until: until(turn) } },
  });

/** A person's own words go out; nobody else has to allow them, but they leave the same trace. */
export const replyToTicket =
  (actor: Actor, reply: { readonly body: string; readonly resolve: boolean }, sessions: CustomerSessions): Act =>
  async (tx, ticket, turn) => {
    const { body, resolve } = reply;
    const messageId = newId();
    const decisionId = derivedId('person-reply', messageId);
    const { version: policyVersion } = await currentPolicy(tx);
    const contentHash = contentHashOf({ body, citations: [] }, policyVersion);
    const shared = { ticketId: ticket.id, turn, actor, channel: ticket.channel, decisionId };
    const at = await insertMessage(tx, { ...shared, id: messageId, author: 'person', body });
    const said = { messageId, author: 'person', body, at: at.toISOString() } as const;
    tx.afterCommit(() => sessions.remember(sessionOf(tx.tenantId, ticket), said));
    await insertSend(tx, { ...shared, origin: 'person', messageId, contentHash, cited: [], policyVersion });
    return {
      action: { kind: 'reply', decisionId, messageId, contentHash, resolve },
      change: { override: { status: resolve ? 'resolved' : 'with_person', until: until(turn) } },
      details: { decisionId, messageId, contentHash, resolve },
    };
  };

/** Back to the mesh, which works on if the customer waits for an answer. */
export const releaseTicket =
  (
    actor: Actor,
    config: Pick<ConfigOf<typeof GatewayConfig>, 'START_DEADLINE_MS'>,
    session: readonly ConversationMessage[],
  ): Act =>
  async (tx, ticket, turn) => {
    if (ticket.status !== 'with_person') throw notWithPerson(ticket);
    const input = await readTurnInput(tx, ticket, session);
    await openTurn(tx, { ticketId: ticket.id, turn, cause: 'release', actor, input }, config.START_DEADLINE_MS);
    return {
      action: { kind: 'release', input },
      change: {
        override: { status: input.awaitsReply ? 'received' : 'resolved', until: until(turn) },
        handover: null,
      },
    };
  };
