import { TerminalError } from '@mesh/kernel';
import { asDatabaseError, isSerializationFailure, isUniqueViolation } from './database-errors';

const withState = (code: string, message = 'no'): Error => Object.assign(new Error(message), { code });

describe('a fault of the database', () => {
  it.each([
    ['the server shuts down', withState('57P01')],
    ['the server starts', withState('57P03')],
    ['there are too many connections', withState('53300')],
    ['a lock is not given in time', withState('55P03')],
    ['a statement takes too long', withState('57014')],
    ['a transaction idles too long', withState('25P03')],
    ['the server has become a replica', withState('25006')],
    ['the connection is refused', withState('ECONNREFUSED')],
    ['the connection is reset', withState('ECONNRESET')],
    ['the name cannot be looked up', withState('EAI_AGAIN')],
    ['the host cannot be reached', withState('EHOSTUNREACH')],
    ['the driver has lost the connection', new Error('Connection terminated unexpectedly')],
    ['the pool is exhausted', new Error('timeout exceeded when trying to connect')],
    ['the transaction takes too long', withState('25P04')],
    ['the connection was given up', new Error('Client was closed and is not queryable')],
  ])('is one to wait for when %s', (_what, error) => {
    expect(asDatabaseError(error)).toMatchObject({ code: 'DATABASE_UNAVAILABLE', retryAfterMs: 1000, cause: error });
  });

  it.each([
    ['a key is there already', withState('23505')],
    ['the wall refuses a row', withState('42501')],
    ['the statement is wrong', withState('42601')],
    ['it is a fault of the mesh', new TerminalError('NO', 'Connection')],
    ['it is a plain bug', new TypeError('x is not a function')],
    ['it is no error at all', 'Connection'],
  ])('is passed on as it is when %s', (_what, error) => {
    expect(asDatabaseError(error)).toBe(error);
  });

  it.each(['40001', '40P01'])('%s is a conflict to come back after', (state) => {
    expect(asDatabaseError(withState(state))).toMatchObject({ code: 'DATABASE_CONFLICT', retryAfterMs: 1000 });
  });

  it('asks for another try of the transaction or tells of a duplicate by its state', () => {
    expect(['40001', '40P01', '23505'].map((state) => isSerializationFailure(withState(state)))).toEqual([
      true,
      true,
      false,
    ]);
    expect(['23505', '40001'].map((state) => isUniqueViolation(withState(state)))).toEqual([true, false]);
    expect(isUniqueViolation('23505')).toBe(false);
  });
});
