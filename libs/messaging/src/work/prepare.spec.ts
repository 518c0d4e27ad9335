import { ClassifyTicket, type MessageDefinition } from '@mesh/contracts';
import { newId } from '@mesh/kernel';
import { Scripted } from '@mesh/testing';
import type { MessageHandler, WorkContext } from '../handling/handler';
import type { InboxRow } from '../inbox/inbox-row';
import { prepare } from './prepare';

type Handler = MessageHandler<MessageDefinition, unknown>;

const commit: Handler['commit'] = () => Promise.resolve();
const noJournal = { journalOfStep: () => Promise.reject(new Error('nobody asked a step again')) };
const journalOf = (prepared: { prepared: unknown } | undefined) => ({ journalOfStep: () => Promise.resolve(prepared) });
const patient = () => ({ signal: new AbortController().signal, deadlineMs: 60_000 });
const never = () => new Promise<never>(() => undefined);

const rowOf = (rest: Partial<InboxRow> = {}, attempt = 1): InboxRow => ({
  tenant_id: 'acme',
  id: newId(),
  position: '1',
  lane: 'commands',
  type: ClassifyTicket.type,
  key: 'ticket-1',
  sequence: null,
  turn: 1,
  step_id: newId(),
  headers: { source: '/test', time: '2026-01-01T00:00:00.000Z', correlationId: 'c-1' },
  data: { step: { attempt } },
  origin: null,
  condemned: null,
  attempts: 0,
  claims: 1,
  prepared: null,
  ...rest,
});

describe('slow work on a message', () => {
  it('is left out when the handler has none', async () => {
    const result = await prepare(rowOf(), { commit }, noJournal, patient());
    expect(result).toEqual({ value: undefined, journalled: true, tookMs: 0 });
  });

  it('is done on the first try, with the message and the number of the try', async () => {
    const seen: unknown[] = [];
    const handler: Handler = {
      commit,
      prepare: (message, { attempt }) => {
        seen.push(message.subject, attempt);
        return Promise.resolve({ answer: 42 });
      },
    };
    const result = await prepare(rowOf({ attempts: 2 }), handler, noJournal, patient());
    expect(result).toMatchObject({ value: { answer: 42 }, journalled: false });
    expect(seen).toEqual(['ticket-1', 3]);
  });

  it('is not paid for again when its result is in the journal', async () => {
    const model = new Scripted<unknown>();
    const handler: Handler = { commit, prepare: model.answer };
    const result = await prepare(rowOf({ prepared: { answer: 42 } }), handler, noJournal, patient());
    expect(result).toEqual({ value: { answer: 42 }, journalled: true, tookMs: 0 });
    expect(model.calls).toBe(0);
  });

  it('is taken from the journal of the same step when the step is asked a second time', async () => {
    const model = new Scripted<unknown>();
    const handler: Handler = { commit, prepare: model.answer };
    const result = await prepare(rowOf({}, 2), handler, journalOf({ prepared: { answer: 42 } }), patient());
    expect(result).toEqual({ value: { answer: 42 }, journalled: false, tookMs: 0 });
    expect(model.calls).toBe(0);
  });

  it('is done after all when the step is asked a second time and its journal is empty', async () => {
    const model = new Scripted<unknown>('late answer');
    const result = await prepare(rowOf({}, 2), { commit, prepare: model.answer }, journalOf(undefined), patient());
    expect(result).toMatchObject({ value: 'late answer', journalled: false });
    model.assertSpent();
  });

  it('ends at its deadline, even when it never settles, and may be tried again', async () => {
    let signal: AbortSignal | undefined;
    const handler: Handler = {
      commit,
      prepare: (_message, context: WorkContext) => {
        signal = context.signal;
        return never();
      },
    };
    const stuck = prepare(rowOf(), handler, noJournal, { ...patient(), deadlineMs: 5 });
    await expect(stuck).rejects.toMatchObject({ name: 'RetryableError', code: 'PREPARE_TIMED_OUT' });
    expect(signal?.aborted).toBe(true);
  });

  it('ends when it has lost its point, with the reason for it', async () => {
    const controller = new AbortController();
    const running = prepare(rowOf(), { commit, prepare: never }, noJournal, {
      ...patient(),
      signal: controller.signal,
    });
    controller.abort(new Error('superseded by a newer turn'));
    await expect(running).rejects.toThrow('superseded by a newer turn');
  });

  it('ends at once when it had lost its point before', async () => {
    const options = { ...patient(), signal: AbortSignal.abort('no error, only a word') };
    await expect(prepare(rowOf(), { commit, prepare: never }, noJournal, options)).rejects.toMatchObject({
      code: 'PREPARE_ABORTED',
    });
  });

  it.each([
    ['rejects', () => Promise.reject(new Error('model away'))],
    [
      'throws',
      () => {
        throw new Error('model away');
      },
    ],
  ])('passes on the fault when it %s', async (_how, work) => {
    await expect(prepare(rowOf(), { commit, prepare: work }, noJournal, patient())).rejects.toThrow('model away');
  });
});
