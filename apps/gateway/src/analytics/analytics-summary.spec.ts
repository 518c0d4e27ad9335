import {
  type MessageDefinition,
  TicketHandedOver,
  TicketReplySent,
  TicketResolved,
  TicketTriaged,
} from '@mesh/contracts';
import { factIdOf } from '@mesh/kernel';
import { messageFrom } from '@mesh/testing';
import { TicketPath, principal } from '../../test/ticket-path';
import { GiveFeedback } from '../person-actions/give-feedback';
import { analyticsSummary } from './analytics-summary';

const HOUR_MS = 3_600_000;

let path: TicketPath;
beforeAll(async () => {
  path = await TicketPath.start();
}, 60_000);
afterAll(() => path.stop());

const happen = (definition: MessageDefinition, ticketId: string, sequence: number, data: object) => {
  const common = { ticketId, turn: 1, actor: { kind: 'system', id: 'supervisor' } };
  const extra = { id: factIdOf(ticketId, sequence), sequence };
  return path.service.deliver(messageFrom(definition.draft(ticketId, { ...common, ...data }, extra)));
};
const summary = (from: Date, to: Date) => path.asApi((tx) => analyticsSummary(tx, { from, to }));
const soon = () => new Date(Date.now() + HOUR_MS);
const lately = () => new Date(Date.now() - HOUR_MS);

const TRIAGE = { priority: 'normal', sentiment: 'neutral', language: 'en', confidence: 1, flags: [], reasons: [] };

describe('the figures of a period', () => {
  it('are all zero before anything happened', async () => {
    expect(await summary(lately(), soon())).toMatchObject({
      volumes: { created: 0, byCategory: {} },
      cost: { micros: 0, perTicketMicros: null },
      timesMs: { firstReply: { p50: null } },
      approvals: { requested: 0, meanEditDistance: null },
    });
  });

  it('count what was answered, handed over, decided and rated, and what it cost', async () => {
    const answered = await path.create({ channel: 'chat' });
    const triage = { ...TRIAGE, category: 'how_to' };
    await happen(TicketTriaged, answered, 1, { status: 'researching', triage, costMicros: 100 });
    const sent = { decisionId: answered, messageId: answered, channel: 'chat', contentHash: 'a'.repeat(64), cited: [] };
    await happen(TicketReplySent, answered, 2, { status: 'sending', ...sent });
    await happen(TicketResolved, answered, 3, { status: 'resolved', outcome: 'confirmed' });
    await path.service.get(GiveFeedback).execute(principal(), answered, { solved: true, rating: 4 });
    const handedOver = await path.create();
    await happen(TicketHandedOver, handedOver, 1, { status: 'with_person', reason: 'no_evidence', reasons: [] });
    await path.decide(await path.openApproval(), { decision: 'edit', reply: 'Use the form.' });
    expect(await summary(lately(), soon())).toMatchObject({
      volumes: {
        created: 3,
        resolved: 1,
        withPerson: 1,
        byCategory: { how_to: 1, none: 2 },
        byChannel: { api: 2, chat: 1 },
      },
      outcomes: { confirmed: 1, assumed: 0, durable: 0, handedOver: { no_evidence: 1 } },
      timesMs: { firstReply: { p50: expect.any(Number) }, resolution: { p95: expect.any(Number) } },
      cost: { micros: 100, perTicketMicros: 33 },
      approvals: { requested: 1, edited: 1, pending: 0, meanEditDistance: expect.closeTo(4 / 13) },
      feedback: { given: 1, solved: 1, meanRating: 4 },
    });
  });

  it('leave out what lies outside', async () => {
    const before = new Date(Date.now() - 2 * HOUR_MS);
    expect(await summary(before, lately())).toMatchObject({ volumes: { created: 0 }, feedback: { given: 0 } });
  });
});
