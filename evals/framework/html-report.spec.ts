import { htmlReport } from './html-report';

describe('the report of an evaluation', () => {
  const page = htmlReport(
    new Map([
      [
        'triage',
        {
          report: {},
          figures: [
            { name: 'accuracy', value: 0.912, interval: [0.9, 0.92] as const, n: 500, target: 0.9 },
            { name: 'false alarms', value: 0.2, target: 0.03, atMost: true },
          ],
          plots: [
            { title: 'Calibration', option: { xAxis: {}, yAxis: {}, series: [{ type: 'line', data: [[0, 1]] }] } },
          ],
          worst: [
            { id: 'r1', text: '<script>alert(1)</script>', expected: 'refund', got: 'billing', weight: 0.9 },
            { id: 'r2', text: 'less sure', expected: 'refund', got: 'billing', weight: 0.2 },
          ],
        },
      ],
    ]),
    new Date(0),
  );

  it('shows each figure with interval, count and whether it reaches its target', () => {
    expect(page).toContain('0.912');
    expect(page).toContain('0.900 to 0.920');
    expect(page.match(/class="met">met/g)).toHaveLength(1);
    expect(page.match(/class="missed">missed/g)).toHaveLength(1);
  });

  it('draws plots as pictures within the page', () => {
    expect(page).toMatch(/<h3>Calibration<\/h3><svg/);
  });

  it('shows the worst cases first, and what customers wrote as text only', () => {
    expect(page).toContain('&lt;script&gt;');
    expect(page).not.toContain('<script>');
    expect(page.indexOf('r1')).toBeLessThan(page.indexOf('less sure'));
  });
});
