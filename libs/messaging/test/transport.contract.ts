import {
  ClassifyTicket,
  CompleteStep,
  FailStep,
  PublishDocument,
  TicketReleased,
  TicketReopened,
  type MessageDefinition,
  type MessageDraft,
  type ServiceName,
  commandTopicOf,
} from '@mesh/contracts';
import { RetryableError, TerminalError, derivedId, factIdOf, newId } from '@mesh/kernel';
import { type TestDatabase, messageFrom, testDatabase, waitFor } from '@mesh/testing';
import type { MessageHandler } from '../src/handling/handler';
import { type CrashPoint, CRASH_POINTS } from '../src/crash-points';
import { messagingMigrations } from '../src/migrations/messaging-migrations';
import type { Outgoing } from '../src/transport/transport';
import { type Handling, type MakeTransport, Replica } from './replica';

/** The transport under test and the two things that only its broker can do. */
export interface TransportUnderTest {
  readonly make: MakeTransport;
  /** Delivers messages to a topic as another sender would, past every outbox. */
  publish(database: TestDatabase, batch: readonly Outgoing[]): Promise<void>;
  /** Delivers bytes that nobody has checked. */
  inject(database: TestDatabase, service: ServiceName, headers: Record<string, string>, value: Buffer): Promise<void>;
}

const SERVICES: readonly ServiceName[] = ['supervisor', 'triage', 'research', 'gateway', 'escalation'];

const published = (key: string, version: number): MessageDraft =>
  PublishDocument.draft(key, { documentId: 'doc-1', version });

const versionOf = (data: unknown): number => (data as { version: number }).version;

const handler = (
  commit: MessageHandler<MessageDefinition, unknown>['commit'],
  prepare?: MessageHandler<MessageDefinition, unknown>['prepare'],
): MessageHandler<MessageDefinition, unknown> => ({ commit, ...(prepare ? { prepare } : {}) });

/** A handler of somebody who throws what is no Error. */
const rejecting = (value: unknown): Promise<void> =>
  Promise.resolve().then(() => AbortSignal.abort(value).throwIfAborted());

const step = (ticketId: string, turn = 1, attempt = 1) => ({
  ticketId,
  turn,
  stepId: derivedId('test-step', ticketId, turn),
  attempt,
});

const classify = (ticketId: string, turn = 1, attempt = 1): MessageDraft =>
  ClassifyTicket.draft(ticketId, {
    step: step(ticketId, turn, attempt),
    categories: [],
    conversation: {
      channel: 'api',
      customer: { id: 'customer-1' },
      messages: [{ messageId: newId(), author: 'customer', body: 'hello', at: '2026-01-01T00:00:00.000Z' }],
    },
  });

/** Databases are made and dropped around each case, which takes its time on a busy machine. */
const PATIENCE_MS = 30_000;

/** What every transport must do; run unchanged on each. */
export function transportContract(name: string, underTest: TransportUnderTest): void {
  jest.setTimeout(PATIENCE_MS);

  describe(`the ${name} transport`, () => {
    let database: TestDatabase;
    let replicas: Replica[];

    const start = async (
      service: ServiceName,
      handlings: readonly Handling[] = [],
      options: Parameters<typeof Replica.start>[4] = {},
    ): Promise<Replica> => {
      const replica = await Replica.start(underTest.make, database, service, handlings, options);
      replicas.push(replica);
      return replica;
    };

    const done = (service: ServiceName, count: number, status = 'done') =>
      waitFor(`${count} rows of ${service} to be ${status}`, async () => {
        const [row] = await database.query<{ n: string }>(
          `SELECT count(*) AS n FROM ${service}.inbox WHERE status = $1`,
          [status],
        );
        return Number(row?.n) >= count;
      });

    beforeEach(async () => {
      replicas = [];
      database = await testDatabase(SERVICES.map((schema) => ({ schema, migrations: messagingMigrations(schema) })));
      await database.query('CREATE TABLE public.effects (n serial, key text, value int)');
      await database.query('GRANT INSERT ON public.effects TO mesh_worker');
      await database.query('GRANT USAGE ON SEQUENCE public.effects_n_seq TO mesh_worker');
    });

    afterEach(async () => {
      await Promise.all(replicas.map((replica) => replica.stop()));
      await database.drop();
    });

    const recordEffect = handler(async (message, _prepared, tx) => {
      await tx.sql.run('INSERT INTO public.effects (key, value) VALUES ($1, $2)', [
        message.subject,
        versionOf(message.data),
      ]);
    });

    const effects = async (): Promise<Map<string, number[]>> => {
      const rows = await database.query<{ key: string; value: number }>(
        'SELECT key, value FROM public.effects ORDER BY n',
      );
      const byKey = new Map<string, number[]>();
      for (const row of rows) byKey.set(row.key, [...(byKey.get(row.key) ?? []), row.value]);
      return byKey;
    };

    const upTo = (count: number): number[] => Array.from({ length: count }, (_, index) => index + 1);

    it('works on the messages of one ticket one after the other, in the order in which they were sent', async () => {
      let atOnce = 0;
      let most = 0;
      const slow = handler(recordEffect.commit, async () => {
        atOnce += 1;
        most = Math.max(most, atOnce);
        await new Promise((resolve) => setImmediate(resolve));
        atOnce -= 1;
      });
      await start('research', [[PublishDocument, slow]]);
      const sender = await start('supervisor');
      for (const version of upTo(30)) await sender.send(published('ticket-a', version));
      await done('research', 30);
      expect((await effects()).get('ticket-a')).toEqual(upTo(30));
      expect(most).toBe(1);
    });

    it('works on many tickets at the same time', async () => {
      const tickets = upTo(20).map((n) => `ticket-${n}`);
      let waiting = 0;
      let open: () => void = () => undefined;
      const barrier = new Promise<void>((resolve) => (open = resolve));
      const meeting = handler(recordEffect.commit, async () => {
        waiting += 1;
        if (waiting === tickets.length) open();
        await barrier;
      });
      await start('research', [[PublishDocument, meeting]]);
      const sender = await start('supervisor');
      await sender.send(...tickets.map((ticket) => published(ticket, 1)));
      await done('research', tickets.length);
      expect((await effects()).size).toBe(tickets.length);
    });

    it('F18: has one effect when everything is delivered three times', async () => {
      await start('research', [[PublishDocument, recordEffect]]);
      const messages = upTo(10).map((n) => messageFrom(published(`ticket-${n}`, n)));
      const batch = messages.map((message) => ({ topic: commandTopicOf('research'), message }));
      for (const _ of upTo(3)) await underTest.publish(database, batch);
      await done('research', 10);
      await start('research', [[PublishDocument, recordEffect]]);
      await underTest.publish(database, batch);
      expect([...(await effects()).values()].flat().sort((a, b) => a - b)).toEqual(upTo(10));
    });

    it.each([
      ['no JSON', Buffer.from('{bad')],
      ['bytes that are no text', Buffer.from([0xff, 0xfe, 0x00])],
      ['the wrong shape', Buffer.from('[1,2]')],
      ['a NUL character', Buffer.from(JSON.stringify({ documentId: 'a\u0000', version: 1 }))],
    ])('F20: puts a message with %s aside at once and goes on with the same ticket', async (_what, value) => {
      await start('research', [[PublishDocument, recordEffect]]);
      const good = messageFrom(published('ticket-a', 7));
      const headers = {
        ce_id: newId(),
        ce_source: '/somebody',
        ce_type: PublishDocument.type,
        ce_subject: 'ticket-a',
        ce_time: good.time,
        ce_tenantid: 'default',
        ce_correlationid: newId(),
      };
      await underTest.inject(database, 'research', headers, value);
      await done('research', 1, 'dead');
      await underTest.publish(database, [{ topic: commandTopicOf('research'), message: good }]);
      await done('research', 1);
      expect((await effects()).get('ticket-a')).toEqual([7]);
    });

    it('F20: keeps bytes that have no readable headers, for an operator to look at', async () => {
      const replica = await start('research', [[PublishDocument, recordEffect]]);
      await underTest.inject(database, 'research', { ce_id: 'not-an-id' }, Buffer.from('{}'));
      const kept = await waitFor('the quarantine to hold it', async () => {
        const rows = await database.query<{ code: string }>('SELECT code FROM research.quarantine');
        return rows.length > 0 && rows;
      });
      expect(kept).toEqual([{ code: 'MESSAGE_HEADERS_INVALID' }]);
      expect(replica.crashed()).toBe(false);
    });

    it('tries again after a fault, holds back only the ticket concerned and keeps its order', async () => {
      let faults = 2;
      const order: string[] = [];
      const shaky = handler(recordEffect.commit, (message) => {
        order.push(`${message.subject}:${versionOf(message.data)}`);
        if (message.subject === 'ticket-a' && faults > 0) {
          faults -= 1;
          return Promise.reject(new RetryableError('TRY_AGAIN', 'not now'));
        }
        return Promise.resolve(undefined);
      });
      await start('research', [[PublishDocument, shaky]]);
      const sender = await start('supervisor');
      await sender.send(published('ticket-a', 1), published('ticket-a', 2), published('ticket-b', 1));
      await done('research', 3);
      expect((await effects()).get('ticket-a')).toEqual([1, 2]);
      const [row] = await database.query<{ attempts: number }>(
        `SELECT attempts FROM research.inbox WHERE key = 'ticket-a' ORDER BY position LIMIT 1`,
      );
      expect(row?.attempts).toBe(2);
      expect(order.indexOf('ticket-b:1')).toBeLessThan(order.lastIndexOf('ticket-a:1'));
    });

    it('puts a message aside after its last try, tells the supervisor and lets an operator redrive it', async () => {
      let healthy = false;
      const ticketId = newId();
      const broken = handler((message, _prepared, tx) => {
        if (!healthy) throw new RetryableError('STILL_BROKEN', 'as before');
        return tx.sql
          .run('INSERT INTO public.effects (key, value) VALUES ($1, 1)', [message.subject])
          .then(() => undefined);
      });
      const triage = await start('triage', [[ClassifyTicket, broken]]);
      const failed: unknown[] = [];
      const supervisor = await start('supervisor', [
        [FailStep, handler((message) => Promise.resolve(void failed.push(message.data)))],
      ]);
      await supervisor.send(classify(ticketId));
      await done('supervisor', 1);
      expect(failed).toEqual([{ step: step(ticketId), code: 'STILL_BROKEN', attempts: 4 }]);
      const [letter] = (await triage.deadLetters.list({ tenantId: 'default', limit: 10 })).items;
      expect(letter).toMatchObject({ code: 'STILL_BROKEN', attempts: 4, subject: ticketId });
      const copies = await database.query<{ data: object }>(
        `SELECT data FROM triage.outbox WHERE topic = 'support.triage.dead-letters.v1'`,
      );
      expect(copies).toMatchObject([{ data: { reason: 'STILL_BROKEN', attempts: 4 } }]);
      healthy = true;
      expect(await triage.deadLetters.redrive({ tenantId: 'default', id: letter?.id ?? '' })).toBe(true);
      await done('triage', 1);
      expect(await triage.deadLetters.redrive({ tenantId: 'default', id: letter?.id ?? '' })).toBe(false);
      expect((await effects()).get(ticketId)).toEqual([1]);
    });

    it('does not try again what cannot succeed', async () => {
      let tries = 0;
      const refusing = handler(() => {
        tries += 1;
        throw new TerminalError('NEVER', 'no');
      });
      await start('research', [[PublishDocument, refusing]]);
      await (await start('supervisor')).send(published('ticket-a', 1));
      await done('research', 1, 'dead');
      expect(tries).toBe(1);
    });

    it.each([
      ['a TypeError', () => Promise.reject(new TypeError('x is not a function'))],
      ['a RangeError', () => Promise.reject(new RangeError('too deep'))],
      ['a SyntaxError', () => Promise.reject(new SyntaxError('unexpected token'))],
      ['a plain object', () => rejecting({ status: 500 })],
      ['a string', () => rejecting('oops')],
      ['nothing at all', () => rejecting(undefined)],
    ])('F22, P1: survives %s thrown by a handler', async (_what, fault) => {
      await start('research', [[PublishDocument, handler(fault)]]);
      await (await start('supervisor')).send(published('ticket-a', 1));
      await done('research', 1, 'dead');
    });

    it('F32: ends slow work at its deadline, even when the work never settles, while other tickets go on', async () => {
      const stuck = handler(recordEffect.commit, (message) =>
        message.subject === 'ticket-stuck' ? new Promise(() => undefined) : Promise.resolve(undefined),
      );
      await start('research', [[PublishDocument, stuck]], { limits: { prepareDeadlineMs: 40 } });
      await (await start('supervisor')).send(published('ticket-stuck', 1), published('ticket-quick', 1));
      await done('research', 1, 'dead');
      expect([...(await effects()).keys()]).toEqual(['ticket-quick']);
    });

    it('gives up slow work on an older turn when a newer one arrives', async () => {
      const ticketId = newId();
      const aborted: number[] = [];
      const turnOf = (data: unknown) => (data as { step: { turn: number } }).step.turn;
      const slow = handler(
        (message, _prepared, tx) =>
          tx.sql
            .run('INSERT INTO public.effects (key, value) VALUES ($1, $2)', [message.subject, turnOf(message.data)])
            .then(() => undefined),
        (message, { signal }) =>
          turnOf(message.data) > 1
            ? Promise.resolve(undefined)
            : new Promise((_, reject) => {
                signal.addEventListener('abort', () => {
                  aborted.push(turnOf(message.data));
                  reject(new Error('aborted'));
                });
              }),
      );
      await start('triage', [[ClassifyTicket, slow]]);
      const sender = await start('supervisor');
      await sender.send(classify(ticketId, 1));
      await waitFor('the first turn to be worked on', async () => {
        const [row] = await database.query<{ claims: number }>('SELECT claims FROM triage.inbox');
        return row?.claims === 1;
      });
      await sender.send(classify(ticketId, 2));
      await done('triage', 1);
      await waitFor('the older work to be aborted', () => aborted.length > 0);
      expect((await effects()).get(ticketId)).toEqual([2]);
    });

    it('answers a step that is asked a second time from its journal', async () => {
      const ticketId = newId();
      let paid = 0;
      const answers: unknown[] = [];
      const costly = handler(
        (_message, prepared) => Promise.resolve(void answers.push(prepared)),
        () => Promise.resolve({ answer: (paid += 1) }),
      );
      await start('triage', [[ClassifyTicket, costly]]);
      const sender = await start('supervisor');
      await sender.send(classify(ticketId));
      await sender.send(classify(ticketId, 1, 2));
      await done('triage', 2);
      expect(answers).toEqual([{ answer: 1 }, { answer: 1 }]);
      expect(paid).toBe(1);
    });

    it('commits the others when one member of a group fails, and sends nothing for the one that failed', async () => {
      const mixed = handler(async (message, prepared, tx) => {
        await recordEffect.commit(message, prepared, tx);
        tx.send(published(`answer-to-${message.subject}`, 1));
        if (message.subject === 'ticket-5') throw new TerminalError('BAD_MEMBER', 'no');
      });
      await start('research', [[PublishDocument, mixed]]);
      await (await start('supervisor')).send(...upTo(10).map((n) => published(`ticket-${n}`, n)));
      await done('research', 1, 'dead');
      await done('research', 9);
      const kept = await effects();
      expect(kept.has('ticket-5')).toBe(false);
      const sent = await database.query<{ key: string }>(
        `SELECT key FROM research.outbox WHERE key LIKE 'answer-to-%'`,
      );
      expect(sent.map((row) => row.key)).not.toContain('answer-to-ticket-5');
      expect(sent.length).toBeGreaterThanOrEqual(9);
    });

    it('F19: shows the facts of a ticket in their sequence, each once, however they arrive', async () => {
      const ticketId = newId();
      const seen: number[] = [];
      const reader = handler((message) => Promise.resolve(void seen.push(message.sequence ?? 0)));
      await start('gateway', [[TicketReleased, reader]]);
      await start('escalation', [[TicketReleased, handler(() => Promise.resolve())]]);
      const fact = (sequence: number): Outgoing => ({
        topic: TicketReleased.topic,
        message: messageFrom(
          TicketReleased.draft(
            ticketId,
            { ticketId, turn: 1, status: 'triaging', actor: { kind: 'system', id: 'test' } },
            { sequence, id: factIdOf(ticketId, sequence) },
          ),
        ),
      });
      for (const sequence of [3, 2, 2, 5, 1, 4, 3]) await underTest.publish(database, [fact(sequence)]);
      await done('gateway', 5);
      await done('escalation', 5);
      expect(seen).toEqual([1, 2, 3, 4, 5]);
      // A week later: its row has been cleaned away, its effect has not.
      await database.query(`DELETE FROM gateway.inbox WHERE sequence = 2`);
      await underTest.publish(database, [fact(2)]);
      await done('gateway', 1, 'superseded');
      expect(seen).toEqual([1, 2, 3, 4, 5]);
    });

    it('reads on over facts that nobody here cares about', async () => {
      const ticketId = newId();
      const seen: number[] = [];
      const reader = handler((message) => Promise.resolve(void seen.push(message.sequence ?? 0)));
      await start('gateway', [[TicketReleased, reader]]);
      const common = { ticketId, turn: 1, status: 'resolved', actor: { kind: 'system', id: 'test' } } as const;
      const facts = [
        TicketReopened.draft(ticketId, { ...common, cause: 'person' }, { sequence: 1, id: factIdOf(ticketId, 1) }),
        TicketReleased.draft(ticketId, common, { sequence: 2, id: factIdOf(ticketId, 2) }),
      ];
      await underTest.publish(
        database,
        facts.map((fact) => ({ topic: TicketReleased.topic, message: messageFrom(fact) })),
      );
      await done('gateway', 2);
      expect(seen).toEqual([2]);
    });

    it('rings a timer after its time, moves it, winds it up again and takes it back', async () => {
      const rung: number[] = [];
      const research = await start('research', [
        [PublishDocument, handler((message) => Promise.resolve(void rung.push(versionOf(message.data))))],
      ]);
      const id = derivedId('timer', 'a');
      const far = 3_600_000;
      const set = (version: number, timerId: string, afterMs: number) =>
        research.transaction((tx) =>
          Promise.resolve(tx.setTimer(published('ticket-a', version), { id: timerId, afterMs })),
        );
      await set(1, id, far);
      await set(9, derivedId('timer', 'cancelled'), far);
      await research.transaction((tx) => Promise.resolve(tx.cancelTimer(derivedId('timer', 'cancelled'))));
      await research.send(published('ticket-a', 2));
      await waitFor('a message behind a distant timer', () => rung.includes(2));
      await set(3, id, 0);
      await waitFor('the moved timer', () => rung.includes(3));
      await set(4, id, 0);
      await waitFor('the timer wound up again', () => rung.includes(4));
      expect(rung).toEqual([2, 3, 4]);
      const open = await database.query(`SELECT 1 FROM research.inbox WHERE status = 'open'`);
      expect(open).toEqual([]);
    });

    it('puts a message aside a second time when its redrive fails, and tells the supervisor again', async () => {
      const ticketId = newId();
      const refusing = handler(() => Promise.reject(new TerminalError('NEVER', 'no')));
      const triage = await start('triage', [[ClassifyTicket, refusing]]);
      const failed: unknown[] = [];
      const supervisor = await start('supervisor', [
        [FailStep, handler((message) => Promise.resolve(void failed.push(message.data)))],
      ]);
      await supervisor.send(classify(ticketId));
      await done('supervisor', 1);
      const [letter] = (await triage.deadLetters.list({ tenantId: 'default', limit: 10 })).items;
      expect(await triage.deadLetters.redrive({ tenantId: 'default', id: letter?.id ?? '' })).toBe(true);
      await done('supervisor', 2);
      expect(failed).toEqual([1, 2].map(() => ({ step: step(ticketId), code: 'NEVER', attempts: 1 })));
      await done('triage', 1, 'dead');
    });

    it('handles a message that was ahead of it when an operator redrives it after the upgrade', async () => {
      const replica = await start('research', [[PublishDocument, recordEffect]]);
      const ahead = messageFrom({ ...published('ticket-a', 3), type: PublishDocument.type.replace('.v1', '.v2') });
      await underTest.publish(database, [{ topic: commandTopicOf('research'), message: ahead }]);
      await done('research', 1, 'dead');
      const [letter] = (await replica.deadLetters.list({ tenantId: 'default', limit: 10 })).items;
      expect(letter?.code).toBe('SCHEMA_INCOMPATIBLE');
      // What an upgrade changes is the code; here the row is given the type that this version knows.
      await database.query('UPDATE research.inbox SET type = $1', [PublishDocument.type]);
      await replica.deadLetters.redrive({ tenantId: 'default', id: ahead.id });
      await done('research', 1);
      expect((await effects()).get('ticket-a')).toEqual([3]);
    });

    it('P44: publishes a message whose transaction ended after those of later ones', async () => {
      await start('research', [[PublishDocument, recordEffect]]);
      const sender = await start('supervisor');
      const late = messageFrom(published('ticket-late', 1));
      await database.query('BEGIN');
      await database.query(
        `INSERT INTO supervisor.outbox (tenant_id, id, topic, type, key, headers, data)
         VALUES ('default', $1, $2, $3, $4, $5, $6)`,
        [
          late.id,
          commandTopicOf('research'),
          late.type,
          late.subject,
          JSON.stringify({ source: late.source, time: late.time, correlationId: late.correlationId }),
          JSON.stringify(late.data),
        ],
      );
      await sender.send(published('ticket-later', 1));
      await done('research', 1);
      await database.query('COMMIT');
      await done('research', 2);
      expect([...(await effects()).keys()]).toEqual(['ticket-later', 'ticket-late']);
    });

    it('loses and reorders nothing when the connection of the leading relay dies, again and again', async () => {
      await start('research', [[PublishDocument, recordEffect]]);
      const senders = [await start('supervisor'), await start('supervisor')];
      const tickets = upTo(6).map((n) => `ticket-${n}`);
      let killed = 0;
      for (const version of upTo(20)) {
        await senders[version % 2]?.send(...tickets.map((ticket) => published(ticket, version)));
        if (version % 4 !== 0) continue;
        const leaders = await waitFor('a leader', async () => {
          const ended = await database.query(
            `SELECT pg_terminate_backend(pid) FROM pg_locks
             WHERE locktype = 'advisory' AND granted AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
               AND ((classid::bigint << 32) | objid::bigint) = hashtextextended('supervisor.relay', 0)`,
          );
          return ended.length > 0 && ended;
        });
        killed += leaders.length;
      }
      await done('research', tickets.length * 20);
      expect(killed).toBeGreaterThanOrEqual(5);
      const kept = await effects();
      for (const ticket of tickets) expect(kept.get(ticket)).toEqual(upTo(20));
    });

    it('loses and reorders nothing when the leading relay dies between publishing and marking', async () => {
      await start('research', [[PublishDocument, recordEffect]]);
      const leader = await start('supervisor', [], { crashAt: 'after_relay_send_before_mark' });
      await leader.send(published('ticket-0', 1));
      await waitFor('the leader to die', () => leader.crashed());
      const standby = await start('supervisor');
      for (const version of upTo(10)) {
        await standby.send(...upTo(4).map((n) => published(`ticket-${n}`, version)));
      }
      await done('research', 41);
      const kept = await effects();
      expect(kept.get('ticket-0')).toEqual([1]);
      for (const n of upTo(4)) expect(kept.get(`ticket-${n}`)).toEqual(upTo(10));
    });

    it('keeps order and single effects with two replicas of every service', async () => {
      for (const _ of upTo(2)) await start('research', [[PublishDocument, recordEffect]]);
      const senders = [await start('supervisor'), await start('supervisor')];
      const tickets = upTo(8).map((n) => `ticket-${n}`);
      for (const version of upTo(15)) {
        await senders[version % 2]?.send(...tickets.map((ticket) => published(ticket, version)));
      }
      await done('research', tickets.length * 15);
      const kept = await effects();
      for (const ticket of tickets) expect(kept.get(ticket)).toEqual(upTo(15));
    });

    it.each(CRASH_POINTS.map((point): [CrashPoint] => [point]))(
      'loses and repeats nothing when a replica dies at %s',
      async (point) => {
        const ticketIds = upTo(12).map(() => newId());
        const answering = (): Handling => [
          ClassifyTicket,
          handler(
            async (message, _prepared, tx) => {
              await tx.sql.run('INSERT INTO public.effects (key, value) VALUES ($1, 1)', [message.subject]);
              const { step: asked } = message.data as { step: ReturnType<typeof step> };
              tx.send(
                CompleteStep.draft(message.subject, {
                  step: asked,
                  result: { kind: 'handed_over' },
                  work: { actor: { kind: 'agent', id: 'triage' }, durationMs: 1 },
                }),
              );
            },
            () => Promise.resolve({ paid: true }),
          ),
        ];
        const answered: string[] = [];
        await start('supervisor', [
          [CompleteStep, handler((message) => Promise.resolve(void answered.push(message.subject)))],
        ]);
        const dying = await start('triage', [answering()], { crashAt: point });
        const [supervisor] = replicas;
        await supervisor?.send(...ticketIds.map((ticketId) => classify(ticketId)));
        // The relay of triage passes the points of sending and receiving; its worker passes the others.
        await waitFor(`the replica to die at ${point}`, () => dying.crashed());
        await start('triage', [answering()]);
        await waitFor('every answer', () => new Set(answered).size === ticketIds.length);
        expect([...answered].sort()).toEqual([...ticketIds].sort());
        for (const [, values] of await effects()) expect(values).toEqual([1]);
      },
    );
  });
}
