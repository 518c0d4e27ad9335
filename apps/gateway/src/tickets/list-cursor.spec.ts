import fc from 'fast-check';
import { decodeCursor, encodeCursor } from './list-cursor';

const positions = fc.array(fc.string({ maxLength: 40 }), { minLength: 1, maxLength: 4 });
const filters = fc.dictionary(fc.constantFrom('status', 'q'), fc.string());

describe('a cursor', () => {
  it('leads back to where the list was left', () => {
    fc.assert(
      fc.property(filters, positions, (chosen, position) => {
        expect(decodeCursor('tickets', chosen, encodeCursor('tickets', chosen, position))).toEqual(position);
      }),
    );
  });

  it('fits no other list and no other filters', () => {
    fc.assert(
      fc.property(positions, (position) => {
        const cursor = encodeCursor('tickets', { status: 'open' }, position);
        expect(decodeCursor('approvals', { status: 'open' }, cursor)).toBeUndefined();
        expect(decodeCursor('tickets', { status: 'closed' }, cursor)).toBeUndefined();
      }),
    );
  });

  it('is refused when somebody made it up', () => {
    fc.assert(fc.property(fc.string(), (text) => decodeCursor('tickets', {}, text) === undefined));
  });
});
