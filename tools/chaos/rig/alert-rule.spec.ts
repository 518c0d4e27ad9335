import { AlertWatch, readGaugeAlert } from './alert-rule';

describe('an alert of the rules that are shipped', () => {
  it('is read with its limit and its patience', () => {
    expect(readGaugeAlert('prometheus/rules/mesh.yml', 'MeshWorkWaits')).toEqual({
      metric: 'mesh_inbox_oldest_age_seconds',
      above: 15,
      forMs: 60_000,
    });
    expect(() => readGaugeAlert('prometheus/rules/mesh.yml', 'MeshDeadLetters')).toThrow('no alert MeshDeadLetters');
  });

  it('fires only when its limit was exceeded without a break', () => {
    const watch = new AlertWatch({ metric: 'm', above: 10, forMs: 60 });
    for (const [value, at] of [
      [11, 0],
      [12, 50],
      [9, 55],
      [11, 60],
      [11, 110],
    ] as const) {
      watch.look(value, at);
    }
    expect(watch.firedAt).toBeUndefined();
    watch.look(20, 120);
    watch.look(30, 180);
    expect([watch.firedAt, watch.most]).toEqual([120, 30]);
  });
});
