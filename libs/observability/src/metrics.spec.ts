import { Test } from '@nestjs/testing';
import { Logger } from './logger';
import { METRICS } from './metric-names';
import { Metrics } from './metrics';
import { ObservabilityModule } from './observability.module';

const sampleLines = (text: string): string[] => text.split('\n').filter((line) => line && !line.startsWith('#'));

describe('the metrics of a service', () => {
  it('are kept apart from those of another service in the same process', async () => {
    const [triage, quality] = ['triage', 'quality'].map((service) => new Metrics(service, { withProcess: false }));
    triage?.counter(METRICS.deadLetters, 'Messages put aside', ['reason']).inc({ reason: 'NO' }, 2);
    quality?.counter(METRICS.deadLetters, 'Messages put aside', ['reason']).inc({ reason: 'NO' });
    expect(sampleLines((await triage?.render()) ?? '')).toEqual([
      `${METRICS.deadLetters}{reason="NO",service="triage"} 2`,
    ]);
    expect(sampleLines((await quality?.render()) ?? '')).toEqual([
      `${METRICS.deadLetters}{reason="NO",service="quality"} 1`,
    ]);
  });

  it('are the same ones when they are asked for again', async () => {
    const metrics = new Metrics('triage', { withProcess: false });
    expect(metrics.counter('a_total', 'A', [])).toBe(metrics.counter('a_total', 'A', []));
    expect(metrics.gauge('b', 'B', [])).toBe(metrics.gauge('b', 'B', []));
    expect(metrics.histogram('c', 'C', [], [1])).toBe(metrics.histogram('c', 'C', [], [1]));
    metrics.histogram('c', 'C', [], [1]).observe(0.5);
    expect(await metrics.render()).toContain('c_bucket{le="1",service="triage"} 1');
  });

  it('tell of the process only where they are asked to', async () => {
    expect(await new Metrics('a', { withProcess: false }).render()).not.toContain('process_');
    expect(await new Metrics('a', { withProcess: true }).render()).toContain('process_cpu');
  });

  it('refuse a label that was not declared, such as the id of a ticket', () => {
    const counter = new Metrics('a', { withProcess: false }).counter<string>('a_total', 'A', ['result']);
    expect(() => counter.inc({ ticket_id: 't-1' })).toThrow();
  });

  it('have names of their own that say area, thing and unit', () => {
    const names = Object.values(METRICS);
    expect(new Set(names).size).toBe(names.length);
    expect(
      names.filter(
        (name) => !/^(mesh|http_server|db_client|mcp_client|nodejs|bull)_[a-z][a-z0-9]*(_[a-z][a-z0-9]*)*$/.test(name),
      ),
    ).toEqual([]);
  });

  it('are injected together with the logger', async () => {
    const [logger, metrics] = [Logger.silent(), new Metrics('a', { withProcess: false })];
    const app = await Test.createTestingModule({
      imports: [ObservabilityModule.forService(logger, metrics)],
    }).compile();
    expect([app.get(Logger), app.get(Metrics)]).toEqual([logger, metrics]);
  });
});
