/** A metric that an expression asks for, and the labels that it wants of it. */
export interface MetricUse {
  readonly metric: string;
  readonly labels: readonly string[];
}

const METRIC = /\b([a-z][a-z0-9_]*_[a-z0-9_]+)\s*(?:\{([^}]*)\})?/g;
const GROUPING = /\b(?:by|without|on)\s*\(([^)]*)\)/g;
const FUNCTIONS =
  /^(?:histogram_quantile|label_values|present_over_time|sum_over_time|max_over_time|avg_over_time|group_left|group_right)$/;

/** What an expression of Prometheus uses. Every grouping label is taken to be wanted of every metric in it. */
export function metricsUsedIn(expression: string): MetricUse[] {
  const grouping = [...expression.matchAll(GROUPING)].flatMap(([, labels = '']) => namesIn(labels));
  const bare = expression.replace(GROUPING, ' ').replace(/label_values\(([^,]+),[^)]*\)/, '$1');
  return [...bare.matchAll(METRIC)]
    .filter(([, metric = '']) => !FUNCTIONS.test(metric))
    .map(([, metric = '', matchers = '']) => ({
      metric,
      labels: [...[...matchers.matchAll(/(\w+)\s*[=!]/g)].map(([, label = '']) => label), ...grouping],
    }));
}

const namesIn = (list: string): string[] => list.split(',').map((name) => name.trim());
