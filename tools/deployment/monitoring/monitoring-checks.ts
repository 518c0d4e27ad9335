import type { CodeFacts } from '../code/code-facts';
import type { Files } from '../files/files';
import { documentIn } from '../files/yaml';
import { type Finding, findings } from '../finding';
import { type Json, type JsonObject, at, isObject, listOf, objectsOf, textOf } from '../schemas/json';
import { metricsUsedIn } from './expressions';

const SCRAPES = 'prometheus/prometheus.yml';
const ADAPTER = 'prometheus/adapter-rules.yaml';
/** Put on by whoever collects, and by the mesh on every metric. */
const COMMON_LABELS = new Set(['service', 'instance', 'job', 'le', 'namespace', 'pod']);

/** Dashboards, rules and scrapes against the metrics that the code writes. */
export const monitoringFindings = (files: Files, code: CodeFacts): Finding[] => [
  ...files.below('grafana/dashboards').flatMap((file) =>
    findings(
      'metric',
      file,
      expressionsIn(JSON.parse(files.text(file)) as Json).flatMap((one) => metricFaults(one, code)),
    ),
  ),
  ...[...files.below('prometheus/rules'), ADAPTER].flatMap((file) =>
    findings(
      'metric',
      file,
      expressionsIn(documentIn(files, file)).flatMap((one) => metricFaults(one, code)),
    ),
  ),
  ...findings('scrape', SCRAPES, scrapeFaults(documentIn(files, SCRAPES), code)),
];

/** Metric names that the autoscaler's adapter provides. */
export const adapterMetrics = (files: Files): string[] =>
  objectsOf(documentIn(files, ADAPTER)['rules']).map((rule) => textOf(at(rule, 'name', 'as')));

function expressionsIn(value: Json): string[] {
  if (Array.isArray(value)) return value.flatMap((each) => expressionsIn(each as Json));
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    ['expr', 'seriesQuery', 'query'].includes(key) && typeof inner === 'string' ? [inner] : expressionsIn(inner),
  );
}

function metricFaults(expression: string, code: CodeFacts): string[] {
  return metricsUsedIn(expression).flatMap(({ metric, labels }) => {
    const known = code.metrics.get(metric) ?? code.metrics.get(metric.replace(/_(bucket|sum|count)$/, ''));
    if (!known) return [`no code writes ${metric}`];
    return labels
      .filter((label) => !COMMON_LABELS.has(label) && !known.includes(label))
      .map((label) => `${metric} has no label ${label}`);
  });
}

function scrapeFaults(config: JsonObject, code: CodeFacts): string[] {
  const jobs = objectsOf(config['scrape_configs']);
  const targets = jobs.flatMap((job) => objectsOf(job['dns_sd_configs']));
  const names = targets.flatMap((target) => listOf(target['names']).map(textOf));
  const port = code.variables.get('MANAGEMENT_PORT')?.fallback;
  return [
    ...code.services.filter((name) => !names.includes(name)).map((name) => `does not ask ${name}`),
    ...names.filter((name) => !code.needs.has(name)).map((name) => `asks ${name}, which is no service`),
    ...targets
      .filter((target) => textOf(target['port']) !== port)
      .map((target) => `asks at port ${textOf(target['port'])}`),
    ...jobs.filter(({ metrics_path }) => metrics_path !== '/metrics').map(() => 'asks for another path than /metrics'),
  ];
}
