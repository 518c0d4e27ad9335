import { judgeLoad } from './load-rule';

describe('the load of a run', () => {
  it('may be kept out for a while, but not for most of it', () => {
    expect(judgeLoad({ accepted: 100, keptOut: 100 })).toEqual([]);
    expect(judgeLoad({ accepted: 100, keptOut: 101 })).toMatchObject([{ kind: 'vacuous' }]);
    expect(judgeLoad({ accepted: 0, keptOut: 0 })).toEqual([]);
  });
});
