import {
  ClassifyTicket,
  type DataOf,
  FindEvidence,
  ForgetCustomer,
  HandOver,
  type Message,
  type MessageDraft,
  RecordErasure,
  RecordApproval,
  SendReply,
  type StepRef,
  TicketReplySent,
  Wake,
  definitionOf,
} from '@mesh/contracts';
import { personDecisionIdOf } from '@mesh/kernel';
import { Metrics } from '@mesh/observability';
import { type RunningTestService, messageFrom, testService, waitFor } from '@mesh/testing';
import { CANARY, PERSON, TICKET, conversation, goodAnswers, triage } from '../test/samples';
import { answerTo, gatewayAnswer, nameOf, startTurn } from '../test/ticket-run';
import { supervisor } from './supervisor.service';

let service: RunningTestService;
beforeEach(async () => {
  service = await testService(supervisor).start();
});
afterEach(() => service.stop());

const rowsOf = <Row extends object>(table: string) => service.database.query<Row>(`SELECT * FROM supervisor.${table}`);
const commandsOf = (messages: readonly Message[]) => messages.filter(({ sequence }) => sequence === undefined);
const factsOf = (messages: readonly Message[]) => messages.filter(({ sequence }) => sequence !== undefined);

/** Answers the newest command in the good way. False when there is nothing to answer. */
const answerOne = async (answered: Set<string>, results: typeof goodAnswers): Promise<boolean> => {
  const command = commandsOf(await service.sent()).at(-1);
  if (!command || answered.has(command.id)) return false;
  answered.add(command.id);
  const name = nameOf(command.type);
  const { step } = command.data as { step: StepRef };
  const result = results[name] ?? goodAnswers[name] ?? gatewayAnswer({ name, step, draft: command });
  await service.deliver(messageFrom(answerTo(step, result)));
  return true;
};

const runToRest = async (start: MessageDraft, results: typeof goodAnswers = {}): Promise<void> => {
  const answered = new Set<string>();
  await service.deliver(messageFrom(start));
  while (await answerOne(answered, results));
};

const forApproval = { classify_ticket: { kind: 'classified', triage: triage({ category: 'refund' }) } } as const;
const restingOn = async () => {
  const [row] = await rowsOf<{ status: string; node: string; sequence: number; version: number }>('workflows');
  return row;
};

describe('a ticket on its way through the supervisor', () => {
  it('is brought to a sent reply, with facts from 1 without a gap and no customer words in them', async () => {
    await runToRest(startTurn(1, 'created'));
    const facts = factsOf(await service.sent());
    expect(facts.map(({ sequence }) => sequence)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    expect(facts.at(-1)).toMatchObject({ type: 'support.ticket.resolved.v1', subject: TICKET });
    for (const { type, data } of facts) expect(definitionOf(type)?.schema.safeParse(data).success).toBe(true);
    expect(JSON.stringify(facts)).not.toContain(CANARY);
    expect(await restingOn()).toMatchObject({ status: 'resolved', sequence: 8 });
  });

  it('works with the agents as they were set up when its turn began, whatever is live by then', async () => {
    const agents = {
      triage: { version: 1, remote: false },
      research: { version: 2, tools: ['crm/orders'] },
      solution: { version: 3, model: 'small' },
      quality: { version: 4, temperature: 0 },
    };
    await runToRest(startTurn(1, 'created', { agents }));
    const setups = commandsOf(await service.sent()).map(({ type, data }) => [
      nameOf(type),
      (data as { agent?: object }).agent,
    ]);
    expect(setups).toEqual([
      ['classify_ticket', agents.triage],
      ['find_evidence', agents.research],
      ['draft_reply', agents.solution],
      ['review_draft', agents.quality],
      ['send_reply', undefined],
    ]);
  });

  it('leaves a snapshot per transition, and no words in snapshots or state', async () => {
    await runToRest(startTurn(1, 'created'));
    const snapshots = await rowsOf<{ version: number; input: string }>('snapshots');
    expect(snapshots.map(({ version }) => version)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(snapshots[0]?.input).toBe('support.supervisor.start_turn.v1');
    expect(JSON.stringify([snapshots, await rowsOf('workflows')])).not.toContain(CANARY);
  });

  it('keeps the working texts while somebody may still need them, and drops them at the end', async () => {
    await runToRest(startTurn(1, 'created'), forApproval);
    expect(await restingOn()).toMatchObject({ status: 'awaiting_approval' });
    const names = (await rowsOf<{ name: string }>('turn_texts')).map(({ name }) => name);
    expect(names.sort()).toEqual(['conversation', 'draft', 'evidence', 'package']);
    const [requested] = factsOf(await service.sent()).slice(-1);
    const { approvalId, contentHash } = requested?.data as { approvalId: string; contentHash: string };
    const decisionId = personDecisionIdOf(approvalId, 1);
    const ids = { ticketId: TICKET, turn: 1, approvalId, decisionId, contentHash };
    const edit = { outcome: 'decided', decision: 'edit', reply: 'Written by a person.', actor: PERSON } as const;
    await service.deliver(RecordApproval.draft(TICKET, { ...ids, ...edit }));
    const [send] = await service.sent(SendReply);
    const { step, draft } = send?.data as DataOf<typeof SendReply>;
    expect(draft).toMatchObject({ body: 'Written by a person.', citations: [{ documentId: 'doc-1' }] });
    await service.deliver(answerTo(step, { kind: 'reply_sent', decisionId, messageId: decisionId }));
    expect((await service.sent(TicketReplySent))[0]?.data).toMatchObject({ decisionId, actor: PERSON });
    expect(await rowsOf('turn_texts')).toEqual([]);
  });

  it('goes on once when the same answer comes twice', async () => {
    await service.deliver(startTurn(1, 'created'));
    const [command] = await service.sent(ClassifyTicket);
    const { step } = command?.data as DataOf<typeof ClassifyTicket>;
    const answer = messageFrom(answerTo(step, { kind: 'classified', triage: triage() }));
    await service.deliver(answer);
    await service.deliver(answer);
    await service.deliver(messageFrom(answerTo(step, { kind: 'classified', triage: triage() })));
    expect(await service.sent(FindEvidence)).toHaveLength(1);
    expect((await rowsOf<{ ignored: string }>('snapshots')).map(({ ignored }) => ignored)).toEqual([
      null,
      null,
      'step_not_in_hand',
    ]);
  });
});

describe('the clocks of the supervisor', () => {
  const wakes = () =>
    service.database.query<{ id: string; status: string; data: DataOf<typeof Wake>; seconds: number }>(
      `SELECT id, status, data, extract(epoch FROM not_before - received_at)::float AS seconds
       FROM supervisor.inbox WHERE type = $1 ORDER BY position`,
      [Wake.type],
    );

  it('keep one deadline per turn, moved from step to step and taken back at the end', async () => {
    await service.deliver(startTurn(1, 'created'));
    expect(await wakes()).toMatchObject([{ status: 'open', data: { turn: 1, timer: { kind: 'step_deadline' } } }]);
    expect((await wakes())[0]?.seconds).toBeGreaterThan(59);
    await service.stop();
    service = await testService(supervisor).start();
    await runToRest(startTurn(1, 'created'));
    expect(await wakes()).toMatchObject([{ status: 'superseded' }]);
  });

  it('ask a silent step once more and then hand over, by themselves', async () => {
    await service.stop();
    service = await testService(supervisor).with({ SUPERVISOR_STEP_DEADLINE_MS: '30' }).start();
    await service.deliver(startTurn(1, 'created'));
    await waitFor('the ticket to be given to a person', async () => (await restingOn())?.node === 'with_person');
    const attempts = (await service.sent(ClassifyTicket)).map(
      ({ data }) => (data as DataOf<typeof ClassifyTicket>).step,
    );
    expect(attempts.map(({ attempt }) => attempt)).toEqual([1, 2]);
    expect(new Set(attempts.map(({ stepId }) => stepId)).size).toBe(1);
    const [handOver] = await service.sent(HandOver);
    expect(handOver?.data).toMatchObject({ reason: 'step_timed_out' });
  });

  it('let the newest turn begin when the customer is quiet', async () => {
    await service.stop();
    service = await testService(supervisor).with({ TURN_QUIET_MS: '1000' }).start();
    await service.deliver(startTurn(1, 'created'));
    await service.deliver(startTurn(2, 'message', { conversation: conversation(2) }));
    await service.deliver(startTurn(3, 'message', { conversation: conversation(3) }));
    const begun = await waitFor('the newest turn', async () => {
      const commands = await service.sent(ClassifyTicket);
      return commands.length > 1 && commands;
    });
    expect(begun.map(({ data }) => (data as DataOf<typeof ClassifyTicket>).step.turn)).toEqual([1, 3]);
    expect(begun[1]?.data).toMatchObject({ conversation: conversation(3) });
  });
});

describe('when the supervisor itself cannot go on', () => {
  it('gives the ticket to a person with the reason alone', async () => {
    await service.deliver(startTurn(1, 'created'));
    await service.database.query('DELETE FROM supervisor.turn_texts');
    const [command] = await service.sent(ClassifyTicket);
    const { step } = command?.data as DataOf<typeof ClassifyTicket>;
    expect(await service.deliver(answerTo(step, { kind: 'classified', triage: triage() }))).toBe('dead');
    expect(await service.deadLetters()).toMatchObject([{ code: 'TEXT_MISSING' }]);
    expect(await restingOn()).toMatchObject({ node: 'broken', status: 'with_person', sequence: 3 });
    expect((await service.sent(HandOver))[0]?.data).toMatchObject({
      reason: 'workflow_broken',
      ticketId: TICKET,
      turn: 1,
    });
  });

  it('does so even when the ticket was never heard of', async () => {
    const message = messageFrom(startTurn(1, 'created'));
    const elsewhere = { ...message, subject: '0b8f5dd1-8a5c-4f6e-9f57-3b3b6d0f2a11' };
    expect(await service.deliver(elsewhere)).toBe('dead');
    expect(await service.deadLetters()).toMatchObject([{ code: 'SUBJECT_MISMATCH' }]);
    expect(await restingOn()).toMatchObject({ ticket_id: elsewhere.subject, node: 'broken', sequence: 2 });
  });

  it('does not disturb a ticket for an answer that no longer matters', async () => {
    await runToRest(startTurn(1, 'created'));
    const dead = { ...answerTo({ ticketId: TICKET, turn: 1, stepId: TICKET, attempt: 1 }, { kind: 'handed_over' }) };
    expect(await service.deliver({ ...dead, data: { step: { turn: 1 } } })).toBe('dead');
    expect(await restingOn()).toMatchObject({ status: 'resolved' });
  });
});

describe('walls', () => {
  it('F31: refuses what is said of the ticket of another tenant, and changes nothing', async () => {
    await service.deliver(messageFrom(startTurn(1, 'created'), { tenantId: 'one' }));
    const written = async () => [await rowsOf('workflows'), await rowsOf('snapshots'), await rowsOf('turn_texts')];
    const before = [await written(), (await service.sent()).length];
    const [command] = await service.sent(ClassifyTicket);
    const { step } = command?.data as DataOf<typeof ClassifyTicket>;
    const forged = [
      startTurn(1, 'created'),
      startTurn(2, 'message'),
      answerTo(step, { kind: 'classified', triage: triage() }),
      Wake.draft(TICKET, { ticketId: TICKET, turn: 1, timer: { kind: 'quiet_over' } }),
    ];
    for (const draft of forged) expect(await service.deliver(messageFrom(draft, { tenantId: 'two' }))).toBe('dead');
    expect((await service.deadLetters('two')).map(({ code }) => code)).toEqual([
      'TICKET_OF_ANOTHER_TENANT',
      'TICKET_OF_ANOTHER_TENANT',
      'WORKFLOW_UNKNOWN',
      'WORKFLOW_UNKNOWN',
    ]);
    expect([await written(), (await service.sent()).length]).toEqual(before);
    const counted = await service.get(Metrics).render();
    expect(counted).toMatch(/mesh_dlq_messages_total\{reason="TICKET_OF_ANOTHER_TENANT"\S* 2$/m);
  });

  it('gives the role of the HTTP path nothing', async () => {
    const grants = await service.database.query(
      `SELECT table_name FROM information_schema.role_table_grants
       WHERE grantee = 'mesh_api' AND table_schema = 'supervisor' AND table_name IN ('workflows', 'snapshots', 'turn_texts')`,
    );
    expect(grants).toEqual([]);
  });
});

describe('when a customer is forgotten', () => {
  it('drops the words, closes what is open and reports', async () => {
    await service.deliver(startTurn(1, 'created'));
    const command = { erasureId: TICKET, customerId: 'c-1', ticketIds: [TICKET], requestedBy: PERSON };
    await service.deliver(ForgetCustomer.supervisor.draft('c-1', command));
    expect(await rowsOf('turn_texts')).toEqual([]);
    expect(await restingOn()).toMatchObject({ status: 'closed' });
    const [report] = await service.sent(RecordErasure);
    expect(report?.data).toMatchObject({
      service: 'supervisor',
      removed: { turn_texts: 1, closed_workflows: 1, inbox_messages: 1 },
    });
    const [asked] = await service.database.query<{ type: string }>(
      `SELECT type FROM supervisor.inbox WHERE data::text LIKE '%${CANARY}%'`,
    );
    expect(asked).toBeUndefined();
  });
});
