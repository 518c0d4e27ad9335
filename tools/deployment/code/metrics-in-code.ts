import { METRICS } from '@mesh/observability';
import type { Files } from '../files/files';

export type MetricLabels = ReadonlyMap<string, readonly string[]>;

const USE = /\.(?:counter|gauge|histogram)\(\s*METRICS\.(\w+),\s*(?:'[^']*'|"[^"]*"),\s*\[([^\]]*)\]/g;

/** Metrics that some source file really makes, each with the labels that it gives them. */
export function metricsIn(files: Files): [string, readonly string[]][] {
  const sources = ['apps', 'libs'].flatMap((folder) => files.below(folder)).filter(isSource);
  return sources.flatMap((file) =>
    [...files.text(file).matchAll(USE)].flatMap(([, key = '', labels = '']): [string, readonly string[]][] => {
      const name = METRICS[key as keyof typeof METRICS] as string | undefined;
      return name === undefined ? [] : [[name, [...labels.matchAll(/'([^']+)'/g)].map(([, label = '']) => label)]];
    }),
  );
}

export const isSource = (file: string): boolean =>
  file.endsWith('.ts') && !file.endsWith('spec.ts') && !file.includes('/test/') && !file.startsWith('libs/testing/');
