import { definitionOf } from '@mesh/contracts';
import fc from 'fast-check';
import { CANARY } from '../../test/samples';
import { type Happening, SimulatedMesh } from '../../test/simulated-mesh';
import { nameOf } from '../../test/ticket-run';

/** Mostly progress, so that runs get far; the rest is what goes wrong and what people do meanwhile. */
const WEIGHTS: Readonly<Record<Happening['what'], number>> = {
  progress: 100,
  deliver: 15,
  obey: 15,
  deliver_twice: 5,
  obey_twice: 5,
  lose: 4,
  fail: 2,
  ring: 8,
  ring_stale: 2,
  write: 4,
  reply: 0.5,
  resolve: 0.5,
  close: 0.1,
  assign: 0.5,
  release: 6,
  approve: 6,
  edit: 3,
  reject: 6,
  take_over: 0.5,
  expire: 0.5,
  replace_evidence: 4,
  solved: 1,
  not_solved: 1,
};

const happening = fc.record({
  what: fc.oneof(
    ...Object.entries(WEIGHTS).map(([what, weight]) => ({
      weight: weight * 10,
      arbitrary: fc.constant(what as Happening['what']),
    })),
  ),
  pick: fc.nat(20),
  variant: fc.oneof({ weight: 5, arbitrary: fc.constantFrom(0, 0, 1) }, { weight: 1, arbitrary: fc.nat(20) }),
});
const program = fc.array(happening, { minLength: 10, maxLength: 100, size: 'max' });
const RUNS = { numRuns: 150 };

const every = (check: (mesh: SimulatedMesh) => void, inOrder = fc.boolean()) =>
  fc.assert(
    fc.property(program, inOrder, (happenings, ordered) => {
      const mesh = new SimulatedMesh(ordered);
      for (const one of happenings) mesh.happen(one);
      mesh.drain();
      check(mesh);
    }),
    RUNS,
  );

const sendsOf = (mesh: SimulatedMesh) =>
  mesh.run.commands
    .filter(({ name }) => name === 'send_reply')
    .map(({ step, draft }) => ({ step, decisionId: (draft.data as { decisionId: string }).decisionId }));

const countBy = (items: readonly string[]): Map<string, number> => {
  const counts = new Map<string, number>();
  for (const item of items) counts.set(item, (counts.get(item) ?? 0) + 1);
  return counts;
};

describe('whatever happens, in whatever order, lost or repeated', () => {
  it('orders one send for one decision, asked at most twice under the same step', () => {
    every((mesh) => {
      const bySend = new Map<string, Set<string>>();
      for (const { step, decisionId } of sendsOf(mesh)) {
        bySend.set(decisionId, (bySend.get(decisionId) ?? new Set()).add(step?.stepId ?? ''));
      }
      for (const steps of bySend.values()) expect(steps.size).toBe(1);
      const counts = countBy(sendsOf(mesh).map(({ decisionId, step }) => `${decisionId} ${step?.attempt}`));
      for (const count of counts.values()) expect(count).toBe(1);
    });
  });

  it('sends one reply at most in a turn', () => {
    every((mesh) => {
      const perTurn = countBy([...mesh.gateway.sends.values()].map(({ turn }) => String(turn)));
      for (const count of perTurn.values()) expect(count).toBe(1);
    });
  });

  it('orders a second send in a turn only after the first was superseded, and none for an older turn', () => {
    fc.assert(
      fc.property(program, fc.boolean(), (happenings, inOrder) => {
        let seen = 0;
        const mesh = new SimulatedMesh(inOrder, ({ run }) => {
          for (const { name, step, draft } of run.commands.slice(seen)) {
            if (name !== 'send_reply') continue;
            expect(step?.turn).toBe(run.state?.turn);
            const { decisionId } = draft.data as { decisionId: string };
            const others = run.state?.sends.filter(
              (send) => send.turn === step?.turn && send.decisionId !== decisionId,
            );
            for (const other of others ?? []) expect(other.outcome).toBe('superseded');
          }
          seen = run.commands.length;
        });
        for (const one of happenings) mesh.happen(one);
        mesh.drain();
      }),
      RUNS,
    );
  });

  it('lets nothing move the workflow but the answer to the step in hand', () => {
    fc.assert(
      fc.property(program, fc.boolean(), (happenings, inOrder) => {
        const mesh = new SimulatedMesh(inOrder);
        mesh.run.beforeEach = (message, before) => {
          const { step } = message.data as { step?: { turn: number; stepId: string } };
          if (!step || (step.turn === before?.turn && step.stepId === before.position.stepId)) return undefined;
          return ({ state, commands, facts }) => {
            expect({ ...state, sends: [], sequence: 0 }).toMatchObject({
              position: before?.position,
              status: before?.status,
              turn: before?.turn,
            });
            expect(commands).toEqual([]);
            for (const { type } of facts) expect(nameOf(type)).toBe('reply_sent');
          };
        };
        for (const one of happenings) mesh.happen(one);
        mesh.drain();
      }),
      RUNS,
    );
  });

  it('ends: every ticket comes to rest once all answers are there or overdue', () => {
    fc.assert(
      fc.property(program, fc.boolean(), (happenings, inOrder) => {
        const mesh = new SimulatedMesh(inOrder);
        for (const one of happenings) mesh.happen(one);
        expect(mesh.drain()).toBeLessThan(400);
        expect(mesh.atRest).toBe(true);
      }),
      RUNS,
    );
  });

  it('ends even when nobody answers any more', () => {
    fc.assert(
      fc.property(program, (happenings) => {
        const mesh = new SimulatedMesh(false);
        for (const one of happenings) mesh.happen(one);
        expect(mesh.starve()).toBeLessThan(20);
        expect(mesh.atRest).toBe(true);
      }),
      RUNS,
    );
  });

  it('leaves no ticket waiting for a decision that nobody was asked for', () => {
    every((mesh) => {
      if (mesh.run.status === 'awaiting_approval') {
        expect(mesh.run.state?.approval?.approvalId).toBe(mesh.gateway.approval?.approvalId);
      }
      if (mesh.gateway.holder === 'person') expect(mesh.run.status).toBe('with_person');
      expect(mesh.run.state?.turn).toBe(mesh.gateway.turn);
    }, fc.constant(true));
  });

  it('tells of every reply that went out, once', () => {
    every((mesh) => {
      const told = mesh.run.facts
        .filter(({ type }) => nameOf(type) === 'reply_sent')
        .map(({ data }) => (data as { decisionId: string }).decisionId);
      for (const count of countBy(told).values()) expect(count).toBe(1);
      for (const decisionId of mesh.gateway.sends.keys()) expect(told).toContain(decisionId);
    });
  });

  it('writes facts without a gap, each valid, with status and actor', () => {
    every((mesh) => {
      expect(mesh.run.facts.map(({ sequence }) => sequence)).toEqual(mesh.run.facts.map((_fact, index) => index + 1));
      expect(new Set(mesh.run.facts.map(({ id }) => id)).size).toBe(mesh.run.facts.length);
      for (const fact of mesh.run.facts) definitionOf(fact.type)?.schema.parse(fact.data);
      expect(mesh.run.state?.sequence).toBe(mesh.run.facts.length);
      expect(mesh.run.facts.at(-1)).toMatchObject({ data: { status: mesh.run.status } });
    });
  });

  it('keeps a state that is JSON', () => {
    every(({ run: { state } }) => expect(JSON.parse(JSON.stringify(state))).toStrictEqual(state));
  });

  it('keeps the words of customers and agents out of state and facts, and drops them when the turn is over', () => {
    fc.assert(
      fc.property(program, fc.boolean(), (happenings, inOrder) => {
        const mesh = new SimulatedMesh(inOrder, ({ run }) => {
          expect(JSON.stringify([run.last.state, run.last.facts, run.last.commands])).not.toContain(CANARY);
        });
        for (const one of happenings) mesh.happen(one);
        mesh.drain();
        if (mesh.run.status !== 'awaiting_approval') expect(mesh.run.texts).toEqual({});
      }),
      RUNS,
    );
  });

  it('is tried on programs that get as far as sends, decisions of people, lost answers and late ones', () => {
    const reached = new Map<string, number>();
    const count = (what: string): void => void reached.set(what, (reached.get(what) ?? 0) + 1);
    for (const happenings of fc.sample(program, { numRuns: 300, seed: 7 })) {
      const mesh = new SimulatedMesh(true);
      for (const one of happenings) mesh.happen(one);
      mesh.drain();
      for (const { type } of mesh.run.facts) count(nameOf(type));
      for (const reason of Object.keys(mesh.run.state?.ignored ?? {})) count(reason);
      if (mesh.run.state?.sends.some(({ outcome }) => outcome === 'superseded')) count('stale send');
    }
    const wanted = [
      'reply_sent',
      'approval_decided',
      'approval_superseded',
      'step_failed',
      'turn_superseded',
      'released',
    ];
    for (const what of [...wanted, 'step_not_in_hand', 'stale send']) expect(reached.get(what)).toBeGreaterThan(2);
  });
});
