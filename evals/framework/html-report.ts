import * as echarts from 'echarts';
import { meets, show } from './figure-text';
import type { Figure, Plot, SuiteResult, WorstCase } from './suite';

const SIZE = { width: 760, height: 380 };
const WORST_SHOWN = 20;

const STYLE = `
  body { font: 15px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 60rem; padding: 0 1rem; color: #1c2430; }
  table { border-collapse: collapse; width: 100%; margin: 1rem 0; } th, td { text-align: left; padding: .35rem .6rem;
  border-bottom: 1px solid #d8dee6; vertical-align: top; } td.number { text-align: right; font-variant-numeric: tabular-nums; }
  .met { color: #14713d; } .missed { color: #a3271f; } h2 { margin-top: 2.5rem; } td.text { overflow-wrap: anywhere; }`;

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escape = (text: string): string => text.replace(/[&<>"']/g, (found) => ESCAPES[found] ?? found);

/** All suites of a run as one page that needs nothing from elsewhere. */
export function htmlReport(results: ReadonlyMap<string, SuiteResult>, madeAt: Date): string {
  const sections = [...results].map(([name, result]) => sectionOf(name, result));
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Evaluation of the support mesh</title><style>${STYLE}</style></head>
<body><h1>Evaluation of the support mesh</h1><p>${madeAt.toISOString()}. Intervals are 95 % confidence intervals.</p>
${sections.join('\n')}
</body></html>
`;
}

const sectionOf = (name: string, { figures, plots = [], worst = [] }: SuiteResult): string =>
  [
    `<section><h2>${escape(name)}</h2>`,
    figureTable(figures),
    ...plots.map(picture),
    worstTable(worst),
    '</section>',
  ].join('\n');

function figureTable(figures: readonly Figure[]): string {
  const rows = figures.map((figure) => {
    const text = show(figure);
    const met = meets(figure);
    const mark = met === undefined ? '' : met ? 'met' : 'missed';
    const cells = [text.value, text.interval, text.n, text.target].map((cell) => `<td class="number">${cell}</td>`);
    return `<tr><td>${escape(figure.name)}</td>${cells.join('')}<td class="${mark}">${mark}</td></tr>`;
  });
  const head = ['figure', 'value', 'interval', 'n', 'target', ''].map((title) => `<th>${title}</th>`);
  return `<table><tr>${head.join('')}</tr>${rows.join('')}</table>`;
}

function picture({ title, option }: Plot): string {
  const chart = echarts.init(null, null, { renderer: 'svg', ssr: true, ...SIZE });
  chart.setOption({ animation: false, ...option });
  const svg = chart.renderToSVGString();
  chart.dispose();
  return `<h3>${escape(title)}</h3>${svg}`;
}

function worstTable(worst: readonly WorstCase[]): string {
  if (worst.length === 0) return '';
  const shown = [...worst].sort((a, b) => b.weight - a.weight).slice(0, WORST_SHOWN);
  const rows = shown.map(
    ({ id, text, expected, got, weight }) =>
      `<tr>${[id, text, expected, got].map((cell) => `<td class="text">${escape(cell)}</td>`).join('')}` +
      `<td class="number">${weight.toFixed(2)}</td></tr>`,
  );
  const head = ['id', 'text', 'expected', 'got', 'confidence'].map((title) => `<th>${title}</th>`);
  return `<h3>Worst cases</h3><table><tr>${head.join('')}</tr>${rows.join('')}</table>`;
}
