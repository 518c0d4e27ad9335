import { readFileSync, writeFileSync } from 'node:fs';
import { parse } from 'yaml';
import { definitionsOfKinds } from './schemas/definitions';
import { schemaOfCustomResource } from './schemas/custom-resource';
import type { JsonObject } from './schemas/json';

/**
 * Cuts the schemas of the kinds that we use out of what their makers publish:
 * `vendor-schemas OUT SWAGGER_JSON CRD_YAML...`. See deploy/schemas/README.md for where these come from.
 */
const KINDS = [
  ...['v1/ConfigMap', 'v1/LimitRange', 'v1/Namespace', 'v1/Secret', 'v1/Service', 'v1/ServiceAccount'],
  ...['apps/v1/Deployment', 'apps/v1/StatefulSet', 'batch/v1/CronJob', 'batch/v1/Job'],
  ...['autoscaling/v2/HorizontalPodAutoscaler', 'policy/v1/PodDisruptionBudget'],
  ...['networking.k8s.io/v1/Ingress', 'networking.k8s.io/v1/NetworkPolicy', 'scheduling.k8s.io/v1/PriorityClass'],
];

function main([out = '', swagger = '', ...resources]: string[]): void {
  const { definitions } = JSON.parse(readFileSync(swagger, 'utf8')) as { definitions: Record<string, JsonObject> };
  const core = definitionsOfKinds(definitions, KINDS);
  const own = resources.map((file) => schemaOfCustomResource(parse(readFileSync(file, 'utf8')) as JsonObject));
  const schemas = {
    kinds: { ...core.kinds, ...Object.fromEntries(own.map(({ kind, name }) => [kind, name])) },
    definitions: { ...core.definitions, ...Object.fromEntries(own.map(({ name, schema }) => [name, schema])) },
  };
  writeFileSync(out, `${JSON.stringify(schemas, undefined, 1)}\n`);
}

main(process.argv.slice(2));
