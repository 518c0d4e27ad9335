import {
  type Message,
  type MessageDefinition,
  TicketHandedOver,
  TicketReceived,
  TicketReplySent,
  TicketResolved,
  TicketTriaged,
} from '@mesh/contracts';
import { factIdOf, newId } from '@mesh/kernel';
import { messageFrom } from '@mesh/testing';
import { TicketPath, principal } from '../../test/ticket-path';
import { TicketStream } from '../streaming/ticket-stream.port';
import { readTicket } from '../tickets/read-ticket';

let path: TicketPath;
beforeAll(async () => {
  path = await TicketPath.start();
}, 60_000);
afterAll(() => path.stop());

const ACTOR = { kind: 'agent', id: 'triage' } as const;
const TRIAGE = {
  category: 'refund',
  priority: 'high',
  sentiment: 'negative',
  language: 'en',
  confidence: 0.9,
  flags: [],
  reasons: [],
} as const;

const fact = (definition: MessageDefinition, ticketId: string, sequence: number, data: object): Message =>
  messageFrom(
    definition.draft(
      ticketId,
      { ticketId, turn: 1, actor: ACTOR, ...data },
      { id: factIdOf(ticketId, sequence), sequence },
    ),
  );

const factsOf = (id: string): Message[] => [
  fact(TicketReceived, id, 1, { status: 'triaging', channel: 'api' }),
  fact(TicketTriaged, id, 2, { status: 'researching', triage: TRIAGE, durationMs: 12, costMicros: 30 }),
  fact(TicketReplySent, id, 3, {
    status: 'sending',
    decisionId: id,
    messageId: id,
    channel: 'api',
    contentHash: 'a'.repeat(64),
    cited: [],
  }),
  fact(TicketResolved, id, 4, { status: 'resolved', outcome: 'assumed', costMicros: 12 }),
];

const view = (id: string) => path.asApi((tx) => readTicket(tx, id, true));

describe('when the supervisor tells what happened', () => {
  it('shows the ticket as the facts say, with its version and cost', async () => {
    const id = await path.create();
    for (const one of factsOf(id)) await path.service.deliver(one);
    expect(await view(id)).toMatchObject({
      status: 'resolved',
      version: 4,
      category: 'refund',
      priority: 'high',
      outcome: 'assumed',
      cost: { micros: 42 },
      triage: { confidence: 0.9 },
    });
    expect(await path.count('timeline', id)).toBe(4);
  });

  it('shows each of many tickets that were told of at once, also beside a fact about a ticket that nobody knows', async () => {
    const ids: string[] = [];
    for (let n = 0; n < 5; n += 1) ids.push(await path.create());
    const unknown = newId();
    await path.service.receive([...ids, unknown].flatMap((id) => factsOf(id).slice(0, 2)));
    await path.until('all that can be applied', async () => {
      for (const id of ids) if ((await path.ticket(id)).version !== 2) return false;
      return (await path.service.deadLetters()).length === 1;
    });
    for (const id of ids) {
      expect(await view(id)).toMatchObject({
        status: 'researching',
        version: 2,
        category: 'refund',
        cost: { micros: 30 },
      });
      expect(await path.count('timeline', id)).toBe(2);
    }
    expect(await path.service.deadLetters()).toMatchObject([
      { messageId: factIdOf(unknown, 1), code: 'TICKET_UNKNOWN' },
    ]);
  });

  it('changes nothing when a fact comes twice', async () => {
    const id = await path.create();
    const [first, second] = factsOf(id);
    for (const one of [first, second, second, first]) if (one) await path.service.deliver(one);
    expect(await path.ticket(id)).toMatchObject({ version: 2, status: 'researching' });
    expect(await path.count('timeline', id)).toBe(2);
  });

  it('tells the readers of the ticket after the commit', async () => {
    const id = await path.create();
    let seen = 0;
    const leave = path.service.get(TicketStream).subscribe({ tenantId: 'default', ticketId: id }, () => (seen += 1));
    for (const one of factsOf(id)) await path.service.deliver(one);
    await path.until('four announcements', () => seen === 4);
    leave();
  });

  it('does not let an older fact undo what a person has just done', async () => {
    const id = await path.create();
    const [first, second] = factsOf(id);
    if (first) await path.service.deliver(first);
    await path.receive(id, 'And another thing', principal());
    if (second) await path.service.deliver(second);
    expect(await path.ticket(id)).toMatchObject({ status: 'received', version: 2 });
  });

  it('shows who has the ticket and why', async () => {
    const id = await path.create();
    await path.service.deliver(
      fact(TicketHandedOver, id, 1, {
        status: 'with_person',
        reason: 'no_evidence',
        reasons: [{ code: 'no_hit' }],
        queue: 'general',
      }),
    );
    expect(await view(id)).toMatchObject({
      status: 'with_person',
      handover: { reason: 'no_evidence', queue: 'general' },
    });
  });
});
