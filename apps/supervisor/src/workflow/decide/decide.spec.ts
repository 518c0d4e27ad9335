import { StartTurn, definitionOf } from '@mesh/contracts';
import { CANARY, PERSON, TICKET } from '../../../test/samples';
import { run } from '../../../test/scenarios';
import { startTurn } from '../../../test/ticket-run';
import { decide } from './decide';

describe('at the edges', () => {
  it('begins a turn once, however often it is told', () => {
    const ticket = run().start().start();
    expect(ticket.last.ignored).toBe('turn_known');
    expect(ticket.commands).toHaveLength(1);
  });

  it('refuses what belongs to no turn', () => {
    const input = { kind: 'wake', ticketId: TICKET, turn: 1, timer: { kind: 'quiet_over' } } as const;
    expect(() => decide(undefined, input)).toThrow(expect.objectContaining({ code: 'WORKFLOW_UNKNOWN' }));
  });

  it('hands over with the reason alone when a message of its own is dead', () => {
    const broken = { kind: 'break', ticketId: TICKET, turn: 1, code: 'DATA_INVALID', attempts: 3 } as const;
    const { state, facts, commands } = decide(undefined, broken);
    expect(state).toMatchObject({ status: 'with_person', position: { node: 'broken' }, sequence: 2 });
    expect(facts.map(({ sequence }) => sequence)).toEqual([1, 2]);
    for (const fact of facts) expect(definitionOf(fact.type)?.schema.safeParse(fact.data).success).toBe(true);
    expect(commands).toEqual([{ command: 'hand_over', step: null, texts: {} }]);
  });

  it('closes a ticket whose customer was erased, and answers nothing late', () => {
    const ticket = run().start();
    const forgotten = decide(ticket.state, { kind: 'forget_customer', ticketId: TICKET, actor: PERSON });
    expect(forgotten.state).toMatchObject({ status: 'closed', texts: {} });
    expect(forgotten.cancels).toHaveLength(1);
  });

  it('is pure: the same arguments give the same result and the state stays as it was', () => {
    const ticket = run().start();
    const before = structuredClone(ticket.state);
    const input = {
      kind: 'fail_step',
      step: { ticketId: TICKET, turn: 1, stepId: ticket.lastCommand.step?.stepId ?? '', attempt: 1 },
      code: 'X_FAILED',
      attempts: 1,
    } as const;
    expect(decide(ticket.state, input)).toEqual(decide(ticket.state, input));
    expect(ticket.state).toEqual(before);
  });

  it('never sees the words of the customer', () => {
    expect(JSON.stringify(StartTurn.schema.parse(startTurn(1, 'created').data))).toContain(CANARY);
    const ticket = run().start().runUntil(null);
    expect(JSON.stringify([ticket.state, ticket.facts])).not.toContain(CANARY);
  });
});
