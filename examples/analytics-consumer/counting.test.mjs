import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Funnel } from './funnel.mjs';
import { InOrder, factOf } from './ticket-facts.mjs';

const record = (name, sequence, data = {}) => ({
  headers: {
    ce_type: Buffer.from(`support.ticket.${name}.v1`),
    ce_subject: Buffer.from('t-1'),
    ce_sequence: Buffer.from(String(sequence)),
    ce_time: Buffer.from(new Date(1_000 * sequence).toISOString()),
  },
  value: Buffer.from(JSON.stringify({ status: 'triaging', ...data })),
});

const WAY = [
  record('received', 1),
  record('triaged', 2, { triage: { category: 'billing' } }),
  record('handed_over', 3, { status: 'with_person', reason: 'unclear' }),
  record('resolved', 4, { status: 'resolved', outcome: 'by_person' }),
];

const totalsOf = (records) => {
  const funnel = new Funnel();
  const facts = new InOrder((fact) => funnel.add(fact));
  for (const each of records) facts.take(factOf(each));
  return { ...funnel.totals(), repeated: facts.repeated, waiting: facts.waiting };
};

test('a ticket is counted by where it stands and what it passed', () => {
  const { volumes, outcomes, funnel } = totalsOf(WAY);
  assert.deepEqual([volumes.created, volumes.resolved, volumes.withPerson, volumes.working], [1, 1, 0, 0]);
  assert.deepEqual(volumes.byCategory, { billing: 1 });
  assert.deepEqual([outcomes.byPerson, outcomes.handedOver], [1, { unclear: 1 }]);
  assert.deepEqual(funnel.at(-1), { stage: 'resolved', tickets: 1, medianMs: 3_000 });
});

test('a fact that comes again or early changes nothing', () => {
  const [first, second, third, fourth] = WAY;
  const mixed = totalsOf([first, third, first, fourth, second, third, second]);
  assert.deepEqual({ ...mixed, repeated: 0 }, { ...totalsOf(WAY) });
  assert.equal(mixed.repeated, 3);
});

test('a fact whose predecessor is missing waits', () => {
  const { volumes, waiting } = totalsOf([WAY[0], WAY[3]]);
  assert.equal(waiting, 1);
  assert.equal(volumes.resolved, 0);
});

test('what is no fact is no reason to stop', () => {
  assert.equal(factOf({ headers: {}, value: Buffer.from('{bad') }), undefined);
  assert.equal(factOf({ ...WAY[0], value: null }), undefined);
});
