import { SERVICES, type ServiceName } from '@mesh/contracts';
import { Metrics } from '@mesh/observability';
import type { z } from 'zod';
import { type Area, type Variable, groupsOf } from '../../docs/configuration';
import type { Files } from '../files/files';
import { type MetricLabels, metricsIn } from './metrics-in-code';
import { type Needs, needsOf } from './needs';

/** What the code says, and the deployment must agree with. */
export interface CodeFacts {
  readonly version: string;
  readonly services: readonly ServiceName[];
  readonly variables: ReadonlyMap<string, Variable>;
  /** The schema of a variable's value. */
  readonly schemas: ReadonlyMap<string, z.ZodRawShape[string]>;
  readonly needs: ReadonlyMap<string, Needs>;
  /** Metrics that the code really writes, each with its labels. */
  readonly metrics: MetricLabels;
  /** Paths of the management listener that need no token. */
  readonly managementPaths: readonly string[];
}

const HEALTH_ROUTES = 'libs/bootstrap/src/health/health.controller.ts';

export function readCodeFacts(files: Files, areas: readonly Area[]): CodeFacts {
  const variables = groupsOf(areas).flatMap((group) => group.variables);
  return {
    version: (JSON.parse(files.text('package.json')) as { version: string }).version,
    services: SERVICES,
    variables: new Map(variables.map((variable) => [variable.name, variable])),
    schemas: new Map(areas.flatMap(({ shape }) => Object.entries(shape))),
    needs: new Map(SERVICES.map((service) => [service, needsOf(files, service)])),
    metrics: new Map([...metricsIn(files), ...processMetrics()]),
    managementPaths: [...files.text(HEALTH_ROUTES).matchAll(/@Get\('([^']+)'\)/g)].map(([, path]) => `/${path}`),
  };
}

/** What every process tells of itself. */
function processMetrics(): [string, readonly string[]][] {
  const { registry } = new Metrics('any', { withProcess: true });
  return registry.getMetricsAsArray().map(({ name }) => [name, ['kind', 'type', 'space', 'version']]);
}

/** The value that a process works with: what it is given, else the default. */
export const valueOf = (code: CodeFacts, given: ReadonlyMap<string, string>, name: string): string =>
  given.get(name) ?? code.variables.get(name)?.fallback ?? '';

export const numberOf = (code: CodeFacts, given: ReadonlyMap<string, string>, name: string): number =>
  Number(valueOf(code, given, name));
