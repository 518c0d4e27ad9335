import fc from 'fast-check';
import { derivedId, factIdOf, newId, personDecisionIdOf, stepIdOf } from './ids';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-([0-9a-f])[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const part = fc.oneof(fc.stringMatching(/^[a-zA-Z0-9_-]{0,20}$/), fc.nat());

describe('ids', () => {
  it('are the same for the same parts, so that repeated work writes the same row', () => {
    fc.assert(fc.property(fc.array(part), (parts) => derivedId(...parts) === derivedId(...parts)));
  });

  it('are version 5 UUIDs when derived and version 7 when new', () => {
    expect(UUID.exec(derivedId('a', 1))?.[1]).toBe('5');
    expect(UUID.exec(newId())?.[1]).toBe('7');
  });

  it('differ when any part, or the place where one part ends, differs', () => {
    fc.assert(
      fc.property(fc.array(part), fc.array(part), (left, right) => {
        fc.pre(left.map(String).join('\u001f') !== right.map(String).join('\u001f'));
        expect(derivedId(...left)).not.toBe(derivedId(...right));
      }),
    );
    expect(derivedId('ab', 'c')).not.toBe(derivedId('a', 'bc'));
  });

  it('differ between a step, a fact and a decision of one ticket', () => {
    const ticketId = '0b5e3c1a-0d3e-4d5a-9a47-0d6c1f1f0001';
    const ids = [
      stepIdOf(ticketId, 1, 'triage', 0),
      stepIdOf(ticketId, 1, 'triage', 1),
      stepIdOf(ticketId, 2, 'triage', 0),
      stepIdOf(ticketId, 1, 'draft', 0),
      factIdOf(ticketId, 1),
      factIdOf(ticketId, 2),
      personDecisionIdOf(ticketId, 1),
      personDecisionIdOf(ticketId, 2),
    ];
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('do not change between releases: rows of yesterday must be found again', () => {
    expect(derivedId('golden', 1)).toBe('e92a7458-a825-5cd0-997d-479d94b2f280');
  });

  it('sort by time when new', () => {
    const ids = Array.from({ length: 200 }, newId);
    expect([...ids].sort()).toEqual(ids);
    expect(new Set(ids).size).toBe(ids.length);
  });
});
